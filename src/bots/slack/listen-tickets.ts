import type { Once } from "../../core/run.ts";
import { BUTTONS, isButton, NOTHING_ASKED, press } from "./buttons.ts";
import { askedIn, dialog, dialogOf, type Submitted } from "./dialog.ts";
import { type Door, refusalText } from "./door.ts";

interface Clicked {
  user: { id: string };
  trigger_id?: string;
  container?: { channel_id?: string };
  channel?: { id?: string };
}

/** The buttons of tickets' cards and pages, and their dialogs: Slack hears that a click was taken when what it did is durable. */
export function listenToTickets({ app, ports, staffOf, tell, turnedAway }: Door): void {
  app.action(/^ticket\./, async ({ ack, body, action }) => {
    const { user, trigger_id: trigger, container, channel } = body as unknown as Clicked;
    const { action_id, value, action_ts } = action as { action_id: string; value?: string; action_ts?: string };
    const button = action_id.slice("ticket.".length);
    const number = Number(value);
    const room = channel?.id ?? container?.channel_id;
    if (!isButton(button) || room === undefined) return void (await ack());
    const staff = await staffOf(user.id);
    if (staff === undefined) await tell(room, user.id, await turnedAway(user.id));
    else if (BUTTONS[button].dialog !== undefined) {
      const view = await dialog(button, number, room, ports);
      const opened = await ports.web.call("views.open", { trigger_id: trigger, view }).catch(() => undefined);
      if (opened === undefined) await tell(room, user.id, "The dialog came too late. Please press the button again.");
    } else {
      const once: Once = { channel: "slack", externalId: `${user.id}:${action_ts}:${action_id}` };
      const result = await press(ports, { button, number, asked: NOTHING_ASKED, once }, staff);
      if (!result.ok) await tell(room, user.id, refusalText(result));
    }
    await ack();
  });

  app.view("ticket.dialog", async ({ ack, view, body }) => {
    const submitted = view as unknown as Submitted;
    const about = dialogOf(submitted);
    const staff = await staffOf(body.user.id);
    if (about === undefined || staff === undefined) return void (await ack());
    const { button, number, room } = about;
    const found = askedIn(button, submitted, ports.now());
    if (!found.ok) return void (await ack({ response_action: "errors", errors: found.errors }));
    const once: Once = { channel: "slack", externalId: `view:${view.id}` };
    const result = await press(ports, { button, number, asked: found.asked, once }, staff);
    await ack();
    if (!result.ok) await tell(room, staff.user, refusalText(result));
  });
}
