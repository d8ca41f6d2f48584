import { expect, test } from "vitest";
import { moderationWordsIn, reasonIn } from "../../../../src/bots/discord/moderation-words.ts";
import { CHINESE } from "../../../../src/core/guard/lures/chinese.ts";
import { ENGLISH } from "../../../../src/core/guard/lures/english.ts";
import { ENGLISH_PROMISES } from "../../../../src/core/guard/lures/english-promises.ts";

test("every lure of the guard's is named in Chinese too", () => {
  const kept = [...ENGLISH, ...ENGLISH_PROMISES, ...CHINESE].filter(
    ({ says }) => reasonIn("zh-CN", `it ${says}`, 500) === `it ${says}`,
  );
  expect(kept.map(({ says }) => says)).toEqual([]);
});

test("whoever wrote it reads why in the language of what they wrote", () => {
  const reason = reasonIn("zh", "it asks for a password or a one-time code", 500);
  expect(moderationWordsIn("zh").warned(reason)).toBe(
    "您的一条消息已被删除：索要密码或验证码。如有误判，请联系管理员。",
  );
  expect(reasonIn("zh", "it bears the name of Borealis", 500)).toBe("it bears the name of Borealis");
  expect(reasonIn("en", "it asks for a password or a one-time code", 12)).toBe("it asks for…");
});
