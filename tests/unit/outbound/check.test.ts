import { describe, expect, test } from "vitest";
import { checkOutgoing, quotableFrom } from "../../../src/core/outbound/check.ts";
import { configured } from "../../../src/core/outbound/configured.ts";
import { knownFrom } from "../../../src/core/outbound/known.ts";
import { sayFinding } from "../../../src/core/outbound/say.ts";
import { testPolicy } from "../../harness/policy.ts";

const fact = (value: string | Record<string, string>) => ({ value, example: false });
const known = knownFrom(
  new Map([
    ["scam.domain", fact("borealis.example")],
    ["fee.url.schedule", fact("https://fees.partner.example/borealis")],
    ["sup.mail.security", fact("security@borealis.example")],
    ["sup.phone", fact("+44 20 7946 0958")],
    ["wdl.hold.password", fact({ en: "24 hours", zh: "24 小时" })],
    ["acc.email-change.hold", fact({ en: "48 hours", zh: "48 小时" })],
    ["wdl.travelrule.wallet", fact({ en: "1,000 EUR", zh: "1,000 欧元" })],
    ["fee.taker.start", fact("0.26 %")],
    ["api.key.limit", fact({ en: "10 keys per account", zh: "每个账户 10 个密钥" })],
    ["fiat.deposit.sepa", fact({ en: "1 to 2 business days", zh: "1 至 2 个工作日" })],
    ["dep.donation", fact("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq")],
  ]),
  configured(testPolicy().config),
);

describe("what may leave", () => {
  test.each([
    "Withdrawals are held for 24h after a change of password.",
    "修改密码后提币暂停一天。",
    "The limit is EUR 1000, the fee 26 bps.",
    "It takes two business days.",
    "You may have up to 10 keys; 最多 10 个密钥。",
    "See https://help.borealis.example/a?b=c or www.borealis.example.",
    "See fees.partner.example/borealis.",
    "Write to Security@borealis.example or call 020 7946 0958.",
    "Send it to BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ",
    "We answer urgent tickets within 15 minutes.",
    "Hello Ana, I am looking at T-142 now; this is step 2 of 3.",
  ])("%s", (text) => {
    expect(checkOutgoing(text, known)).toEqual({ ok: true });
  });
});

describe("what is stopped", () => {
  test.each([
    ["It is held for 36 hours.", "duration"],
    ["提币暂停 36 小时。", "duration"],
    ["The fee is 0.25 %.", "percent"],
    ["Please pay 100 USDT to release it.", "amount"],
    ["Deposit EUR 1,001 first.", "amount"],
    ["It needs 12 confirmations.", "confirmations"],
    ["No more than 11 keys.", "limit"],
    ["Log in at borealis.example.verify-wallet.com", "link"],
    ["Log in at https://borealis.example@evil.test/login", "email"],
    ["Log in at http://borealis-example.com", "link"],
    ["Log in at borealis[.]com", "link"],
    ["See fees.partner.example/other", "link"],
    ["Write to support@borealis.example", "email"],
    ["Call +1 800 555 0199", "phone"],
    ["Send it to 0x52908400098527886E0F7030069857D2E4169EE7", "address"],
  ])("%s", (text, kind) => {
    expect(checkOutgoing(text, known)).toMatchObject({ ok: false, findings: [{ kind }] });
  });

  test("a range with two strange ends is one finding", () => {
    expect(checkOutgoing("It takes 8 to 9 days.", known)).toMatchObject({
      ok: false,
      findings: [{ text: "8 to 9 days" }],
    });
  });

  test("the fact that was probably meant is named, by the words around it and by the value", () => {
    const nearest = (text: string) => {
      const checked = checkOutgoing(text, known);
      return checked.ok ? "ok" : checked.findings[0]?.nearest?.fact;
    };
    expect(nearest("A new password holds withdrawals for 36 hours.")).toBe("wdl.hold.password");
    expect(nearest("A change of email is followed by 36 hours.")).toBe("acc.email-change.hold");
    expect(nearest("Wait for 50 hours.")).toBe("acc.email-change.hold");
    expect(nearest("The fee is 30 %.")).toBe("fee.taker.start");
    expect(nearest("Send 5 BTC.")).toBeUndefined();
  });

  test("the fact is quoted in the language of the text", () => {
    const checked = checkOutgoing("新密码 (password) 会暂停提币 36 小时", known);
    expect(checked).toMatchObject({ findings: [{ nearest: { fact: "wdl.hold.password", says: "24 小时" } }] });
  });

  test("findings are said in English and in Chinese", () => {
    const checked = checkOutgoing("It is held for 36 hours after a new password, says evil.test", known);
    const said = checked.ok ? [] : checked.findings.flatMap((it) => [sayFinding(it), sayFinding(it, "zh")]);
    expect(said).toEqual([
      "“36 hours”: this time is not in the facts; wdl.hold.password says “24 hours”",
      "“36 hours”：该时长不在事实库中；wdl.hold.password 为“24 hours”",
      "“evil.test”: this link is not one of the operator's; scam.domain says “borealis.example”",
      "“evil.test”：该链接不属于运营方；scam.domain 为“borealis.example”",
    ]);
  });
});

describe("what the customer wrote", () => {
  const quotable = quotableFrom([
    "I sent 250 USDT to TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW, it waits since 37 minutes",
    "they told me to open evil.test or call +1 800 555 0199",
  ]);

  test("may be repeated: amounts, addresses, times", () => {
    const text = "I see your 250.00 usdt to TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW; 37 minutes is normal.";
    expect(checkOutgoing(text, known)).toMatchObject({ ok: false });
    expect(checkOutgoing(text, known, quotable)).toEqual({ ok: true });
  });

  test("but not a link or a number to call that came with it", () => {
    expect(checkOutgoing("Yes, open evil.test", known, quotable)).toMatchObject({ ok: false });
    expect(checkOutgoing("Yes, call +1 800 555 0199", known, quotable)).toMatchObject({ ok: false });
  });
});
