// Finds secrets in a text as hub/core/redaction does on the server, by the same rules (redaction-rules.js).
// The judges are those of judging.py, assigning.py, names.py and places.py, line by line; a test compares both.
(() => {
  const { rules, patterns, words, keyBlock } = window.hubRedaction;
  const P = {};
  const whole = {};
  for (const [name, [source, ignoresCase]] of Object.entries(patterns)) {
    P[name] = new RegExp(source, ignoresCase ? "i" : "");
    whole[name] = new RegExp(`^(?:${source})$`, ignoresCase ? "i" : "");
  }
  const W = Object.fromEntries(Object.entries(words).map(([name, list]) => [name, new Set(list)]));
  const RULES = rules.map(([kind, label, source, ignoresCase, standIn, judged, hints]) => (
    { kind, label, standIn, judged, hints, pattern: new RegExp(source, ignoresCase ? "gdi" : "gd") }
  ));
  const VALUES = ["secret", "double", "single", "tick", "escaped", "bare"];
  const AROUND = 40;
  const STAND_IN = "REDACTED";
  const LOOKED_AT = 400;
  const PASSES = 4;

  // Python's strings count characters, and lower letters one by one.
  const lower = (text) => text.toLowerCase();
  const strip = (text, letters = " \t") => {
    let start = 0;
    let end = text.length;
    while (start < end && letters.includes(text[start])) start += 1;
    while (end > start && letters.includes(text[end - 1])) end -= 1;
    return text.slice(start, end);
  };
  const endsWithOneOf = (text, ends) => ends.some((end) => text.endsWith(end));
  const cut = (value) => value.slice(0, LOOKED_AT);
  const hasDigit = (value) => /[0-9]/.test(value);
  const isMixedCase = (value) => /[a-z]/.test(value) && /[A-Z]/.test(value);

  // --- names.py ---
  const wordsOf = (name) => (name.match(new RegExp(P.WORD.source, "g")) ?? []).map(lower);
  const oneMeaning = (word, before) => {
    if (W.PASSWORDS.has(word) || (word === "key" && before === "pass")) return "password";
    if (W.SECRETS.has(word) || (word === "key" && W.KEYED.has(before)) || (["keys", "id"].includes(word) && before === "access")) return "key";
    for (const glued of words.GLUED) {
      if (word.length > glued.length && word.endsWith(glued)) return glued.startsWith("pass") ? "password" : "key";
    }
    if (word.length > 3 && endsWithOneOf(word, ["passwd", "pwd", "pw"])) return "password";
    return W.GLUED.has(word) ? "key" : "";
  };
  const meaning = (name) => {
    const plain = strip(lower(name), "-_.");
    if (W.SESSIONS.has(plain) || words.SESSIONS.some((one) => plain.endsWith(`.${one}`))) return "key";
    const list = wordsOf(name);
    while (list.length && /^[0-9]+$/.test(list.at(-1))) list.pop();
    for (let at = list.length - 1; at >= 0; at -= 1) {
      const before = at ? list[at - 1] : "";
      const said = oneMeaning(list[at], before);
      if (said && W.LAST.has(list[at]) && at < list.length - 1) continue;
      if (said) return W.OTHER.has(before) && !["password", "key"].includes(list[at]) ? "" : said;
      if (W.ABOUT.has(list[at])) return "";
    }
    return "";
  };
  const fetches = (name) => W.FETCHING.has(wordsOf(name.slice(name.lastIndexOf(".") + 1))[0]);

  // --- judging.py ---
  const looksRandom = (value) => {
    if (whole.BASE32.test(value) && hasDigit(value)) return true;
    const digits = (value.match(/[0-9]/g) ?? []).length;
    if (value.length < 8 || (digits < 1 && !(value.length >= 24 && isMixedCase(value) && !whole.WORDS.test(value)))) return false;
    return (isMixedCase(value) && digits >= 1) || (value.length >= 16 && digits >= 3) || (digits >= 2 && !whole.IDENTIFIER.test(value));
  };
  const isValue = (value) => {
    const plain = lower(strip(value, " \t\"'`"));
    const seen = strip(cut(value));
    return !(
      plain.length < 3
      || W.EMPTY.has(plain.replace(/[!?.,;]+$/, ""))
      || new Set(plain).size < 3
      || value.startsWith(STAND_IN)
      || whole.NOTHING.test(seen)
      || P.TEMPLATE.test(seen)
      || whole.VARIABLE.test(seen)
      || whole.PATH.test(seen)
      || P.EXAMPLE.test(seen)
    );
  };
  const isProse = (value) => {
    const seen = cut(value);
    if (P.KEYWORD.test(seen) && whole.WORDS.test(seen)) return true;
    const list = lower(seen).split(P.SPLIT).filter(Boolean);
    return strip(value).includes(" ") && (list.some((one) => W.PROSE.has(one)) || endsWithOneOf(value.replace(/[ \t]+$/, ""), [".", ":", "?"]));
  };
  const isDense = (value, said) => said === "password" || (value.length >= 8 && (hasDigit(value) || isMixedCase(value)));
  const startsLine = (one) => ["", "\n", " ", "\t", "-", '"', "'"].includes(one.head);
  const isBareSecret = (one, value, said) => {
    const after = one.after.slice(0, 1);
    const spaced = endsWithOneOf(one.before, [" ", "\t"]);
    if ((after && "([<{".includes(after)) || whole.BARE_VARIABLE.test(value)) return false;
    const word = value.replace(/[:.?]+$/, "");
    const isIdentifier = whole.IDENTIFIER.test(word);
    if (P.KEYWORD.test(word) && isIdentifier) return false;
    if (isIdentifier && /\.|->|::/.test(value) && !looksRandom(value)) return false;
    if (said === "key" && whole.PARAMETER.test(value)) return false;
    const colon = one.before.slice(-3).includes(":");
    const isLineEnd = ["", "\n", "\r"].includes(after) || (spaced && /^[ \t]+(?:#|\/\/|\n|$)/.test(one.after));
    const standsFree = ["", "\n", "\r", " ", "\t", '"', "'", "&", "#", "<", "\\", "`"].includes(after) || (after === ";" && (hasDigit(value) || (one.before.includes(";") && !one.name.includes("."))));
    if (colon && whole.TYPE.test(value)) return false;
    if (whole.ENVIRONMENT.test(one.name) && value.length >= 4 && (!spaced || colon) && standsFree) return true;
    if (!isIdentifier) return value.length >= 5 && !whole.WORDS.test(value) && isDense(value, said);
    if (whole.LETTERS.test(value)) {
      const plain = said === "password" && value.length >= 5 && !W.PROSE.has(lower(value));
      if (!spaced && !colon) return (plain && standsFree) || (value.length >= 20 && isMixedCase(value));
      return plain && colon && isLineEnd && startsLine(one);
    }
    if (looksRandom(value)) return true;
    if (said !== "password" || value.length < 6) return false;
    return (hasDigit(value) && isLineEnd) || (!spaced && standsFree && (!colon || hasDigit(value)));
  };
  const isPassword = (one) => isValue(one.value) && !isProse(one.value) && !(one.isBare && whole.BARE_VARIABLE.test(one.value));
  const isSaid = (one) => {
    const value = strip(cut(one.value), "*_.,:;?()");
    if (value.length < 5 || whole.WORDS.test(value) || P.CODE.test(value) || whole.PORTS.test(value)) return false;
    return isPassword(one);
  };
  const isSaidOrQuoted = (one) => (one.isBare ? isSaid(one) : isPassword(one));
  const isOption = (one) => isPassword(one) && !W.PROSE.has(lower(one.value)) && !P.KEYWORD.test(cut(one.value));
  const isAssigned = (one) => {
    const said = meaning(one.name);
    const value = cut(one.value);
    if (!said || !isValue(value)) return false;
    if (one.isBare) return isBareSecret(one, value, said);
    if (P.KEYWORD.test(value) && whole.WORDS.test(value)) return false;
    if (said === "password") return !(isProse(value) || whole.RULES_OF_FORMS.test(value));
    if (strip(value).includes(" ") && isProse(value)) return false;
    const name = lower(one.name);
    const isLetters = whole.LETTERS.test(value);
    if (isLetters && !name.endsWith("token")) return (value.length >= 6 && endsWithOneOf(name, ["secret", "key", "salt"])) || value.length >= 16;
    return !whole.WORDS.test(value) || (value.length >= 16 && isLetters);
  };

  // --- places.py ---
  const isPublicV6 = (text) => {
    if (text.split("::").length > 2 || text.includes(":::")) return false;
    const groups = text.split(":").filter(Boolean);
    if (!groups.every((one) => whole.GROUP.test(one))) return false;
    if (groups.length !== 8 && !(text.includes("::") && groups.length >= 3 && groups.length < 8)) return false;
    const [first, second] = groups.map((one) => parseInt(one, 16));
    return first >= 0x2000 && first <= 0x3fff && !(first === 0x2001 && (second === 0xdb8 || second < 0x200));
  };
  const isDocumentation = (host) => P.DOCUMENTATION.test(host) || P.ENDS_IN_EXAMPLE.test(host);
  const isOwnMachine = ({ value }) => {
    const text = lower(value);
    if (W.NOWHERE.has(text) || W.EVERYBODYS.has(text) || isDocumentation(text)) return false;
    if (!text.includes(".")) return /[0-9-]/.test(text) && !/^[0-9-]+$/.test(text);
    return P.OWN_ZONE.test(text);
  };

  const judges = {
    always: (one) => !strip(one.value, " \t\"'").startsWith(STAND_IN),
    is_token: ({ value }) => !P.EXAMPLE.test(value) && new Set(value.slice(4)).size > 5 && (hasDigit(value) || isMixedCase(value)),
    is_random: (one) => isValue(cut(one.value)) && looksRandom(cut(one.value)),
    is_password: isPassword,
    is_said: isSaid,
    is_said_with_digit: (one) => hasDigit(cut(one.value)) && isSaid(one),
    is_option: isOption,
    is_named_option: (one) => Boolean(meaning(one.name)) && isOption(one),
    is_named_said: (one) => Boolean(meaning(one.name)) && isSaidOrQuoted(one),
    is_said_or_quoted: isSaidOrQuoted,
    is_set: (one) => meaning(one.name.slice(one.name.lastIndexOf(".") + 1)) === "password" && !fetches(one.name) && isAssigned(one),
    is_cookie: (one) => {
      for (const [, name, value] of one.value.slice(0, 2000).matchAll(new RegExp(P.PAIR.source, "gi"))) {
        if (value.startsWith(STAND_IN) || W.ATTRIBUTES.has(lower(name))) continue;
        if (meaning(name) || (value.length >= 10 && hasDigit(value) && /[A-Za-z]/.test(value))) return true;
      }
      return false;
    },
    is_assigned: isAssigned,
    is_personal_address: ({ value, before, groups }) => {
      if (P.IN_ADDRESS.test(before)) return false;
      const domain = groups.domain ?? "";
      const name = lower(value.split("@")[0]);
      const labels = lower(domain).split(".");
      if (isDocumentation(domain) || P.SERVICE_MAIL.test(value)) return false;
      if (W.FILES.has(labels.at(-1)) || (W.SOURCES.has(labels.at(-1)) && /^[0-9]/.test(labels[0]))) return false;
      return !((W.MADE_UP.has(labels[0]) && labels.length === 2) || (W.NOBODY.has(name) && ["test", "host", "server"].includes(labels[0])));
    },
    is_personal_name: ({ value, before, groups }) => {
      const ahead = before.slice(0, Math.max(0, before.length - (groups.root ?? "").length));
      return !(W.NOBODY.has(lower(value)) || P.FILE.test(value) || P.REQUEST.test(ahead));
    },
    is_no_placeholder_prompt: ({ value }) => {
      const at = value.indexOf("@");
      const user = value.slice(0, at);
      const host = lower(value.slice(at + 1));
      if (isDocumentation(host) || user === "git") return false;
      return !(W.NOBODY.has(lower(user)) && W.NOWHERE.has(host));
    },
    is_machine: ({ value, groups }) => {
      const text = lower(value);
      const name = groups.name ?? "";
      if (W.EVERYBODYS.has(text) || text.endsWith(".svc.cluster.local") || P.DOCUMENTATION.test(name)) return false;
      const telling = /[0-9-]/.test(name);
      return ["local", "internal"].includes(lower(groups.zone ?? "")) ? telling : telling || name.includes(".");
    },
    is_own_machine: isOwnMachine,
    is_numbered_machine: (one) => isOwnMachine(one) && !W.TECHNOLOGIES.has(lower(one.value)) && (one.value.includes(".") || P.NUMBERED.test(one.value)),
    is_no_documentation_host: ({ value }) => !isDocumentation(value),
    is_public_address: (one) => {
      const text = lower(one.value);
      if (text.includes(":")) return isPublicV6(text);
      const parts = text.split(".").map(Number);
      if (Math.max(...parts) > 255 || text.search(P.RESERVED_V4) === 0 || W.RESOLVERS.has(text) || /(?:^|\.)0\d/.test(text)) return false;
      if (P.VERSION.test(one.before)) return endsWithOneOf(one.before, ["//", "@"]);
      if (parts.filter((part) => part >= 10).length >= 2) return true;
      return P.NETWORK.test(one.before) || one.after.search(P.BEHIND) === 0;
    },
  };

  // --- keys.py ---
  const matchAt = (pattern, text, at) => {
    const sticky = new RegExp(pattern.source, "y");
    sticky.lastIndex = at;
    return sticky.exec(text);
  };
  const searchFrom = (pattern, text, at) => {
    const global = new RegExp(pattern.source, "g");
    global.lastIndex = at;
    return global.exec(text);
  };
  const endOfLines = (text, start, limit) => {
    let end = start;
    for (let at = start; at < limit;) {
      const found = text.indexOf("\n", at);
      const stop = found < 0 || found >= limit ? limit : found;
      const match = matchAt(P.LINE, text.slice(at, stop), 0);
      if (!match || match[0].length < stop - at) return match && end === at ? Math.max(end, at + match[0].length) : end;
      if (strip(text.slice(at, stop), " \t\r\n>|+\"'\\")) end = stop;
      at = stop + 1;
    }
    return end;
  };
  const keyBlocks = (text) => {
    const found = [];
    for (let at = 0, begin; (begin = searchFrom(P.BEGIN, text, at));) {
      at = begin.index + begin[0].length;
      if (!matchAt(P.BODY, text, at)) continue;
      const closing = searchFrom(P.ARMOUR, text.slice(0, at + 20000), at);
      if (closing?.[0].startsWith("-----END")) at = closing.index + closing[0].length;
      else at = endOfLines(text, at, closing ? closing.index : text.length);
      found.push([begin.index, at]);
    }
    return found;
  };

  // --- finding.py ---
  const candidate = (match) => {
    const groups = match.groups ?? {};
    const which = VALUES.find((name) => groups[name] !== undefined);
    const [start, end] = which ? match.indices.groups[which] : match.indices[0];
    const text = match.input;
    return {
      start, end, groups,
      value: text.slice(start, end),
      name: groups.name ?? "",
      isBare: which === "bare",
      before: text.slice(Math.max(0, start - AROUND), start),
      after: text.slice(end, end + AROUND),
      head: match.index ? text[match.index - 1] : "",
    };
  };
  const spans = (text) => {
    const [kind, label, standIn] = keyBlock;
    const taken = keyBlocks(text).map(([start, end]) => ({ start, end, kind, label, standIn }));
    const covered = new Uint8Array(text.length);
    for (const { start, end } of taken) covered.fill(1, start, end);
    const small = lower(text);
    for (const rule of RULES) {
      if (rule.hints.length && !rule.hints.some((hint) => small.includes(hint))) continue;
      for (let at = 0, match; ;) {
        rule.pattern.lastIndex = at;
        match = rule.pattern.exec(text);
        if (!match) break;
        const one = candidate(match);
        if (!judges[rule.judged](one)) {
          at = Math.max(one.start > match.index ? one.start : match.index + match[0].length, match.index + 1);
          continue;
        }
        at = Math.max(one.end, at + 1);
        if (covered.subarray(one.start, one.end).includes(1)) continue;
        covered.fill(1, one.start, one.end);
        taken.push({ start: one.start, end: one.end, kind: rule.kind, label: rule.label, standIn: rule.standIn });
      }
    }
    return taken.sort((one, other) => one.start - other.start);
  };

  // --- redacting.py ---
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const highestIn = (standIn, text) => {
    const [before, after] = standIn.split(/\{n1?\}/);
    if (after === undefined) return 0;
    const used = text.matchAll(new RegExp(`(?<!\\w)${escaped(before)}(\\d{0,4})${escaped(after)}(?![\\w-])`, "g"));
    return Math.max(0, ...[...used].map((match) => Number(match[1] || 1)));
  };
  class Redactor {
    #numbers = new Map();
    #highest = new Map();

    find(text) {
      const here = spans(text);
      for (const standIn of new Set(here.map((one) => one.standIn))) {
        this.#highest.set(standIn, Math.max(this.#highest.get(standIn) ?? 0, highestIn(standIn, text)));
      }
      let line = 1;
      let counted = 0;
      return here.map(({ start, end, kind, label, standIn }) => {
        for (; counted < start; counted += 1) if (text[counted] === "\n") line += 1;
        return { start, end, kind, label, line, replacement: this.#replacement(standIn, text.slice(start, end)) };
      });
    }

    redact(given) {
      let text = given;
      for (let pass = 0; pass < PASSES; pass += 1) {
        const found = this.find(text);
        if (!found.length) break;
        let at = 0;
        let next = "";
        for (const one of found) {
          next += text.slice(at, one.start) + one.replacement;
          at = one.end;
        }
        text = next + text.slice(at);
      }
      return text;
    }

    #replacement(standIn, value) {
      if (!this.#numbers.has(standIn)) this.#numbers.set(standIn, new Map());
      const numbers = this.#numbers.get(standIn);
      if (!numbers.has(value)) {
        const next = this.#highest.get(standIn) + 1;
        numbers.set(value, next);
        this.#highest.set(standIn, next);
      }
      const number = numbers.get(value);
      return standIn.replace("{n1}", number).replace("{n}", number === 1 ? "" : number);
    }
  }

  Object.assign(window.hubRedaction, { Redactor });
})();
