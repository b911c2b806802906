"""Texts that are made to be slow: what rules begin with, again and again, up to a length."""

import random

SEEDS = """token=|password=|a=|token = |password: |eyJ-|eyJ.|https://|http://a:b|a@|a.|a@a.|-a |--a |curl |curl -u a|mysql
|cookie: a=b;|machine a login b |login a |<a |<a>|<name=|name: a |a:1:|a:11:a:a:|1.|2abc:|'|"|\\"|(a,|connect(a, b, |login(a,
|password for |password |echo |echo a|ssh |ssh a@|/home/|c:\\users\\a b |\\\\a\\|net use |identified by |docker -p|a-|A|a|x.x-
|-|_|aA1-|a |the password |password is |host: |=|token["|$|$a->|key-|t1.|bearer |user@host |(.|2000:::|/|//|lookup |secret_|A3-
|test_|LS0tLS1CRUdJTiBQUkl/|-----BEGIN PRIVATE KEY-----|-----BEGIN PRIVATE KEY-----AAAAAAAAAAAA|set-cookie: |x-amz-signature=|?token=|${|{{|"name": "a", |pass(""".replace(
    "\n", ""
).split("|")


def hostile(length: int, seed: int = 1) -> list[str]:
    """Returns texts of a length: each beginning repeated, and mixtures of them."""
    rng = random.Random(seed)
    texts = [seed * (length // len(seed) + 1) for seed in SEEDS if seed]
    texts += ["\n".join([seed] * (length // (len(seed) + 1) + 1)) for seed in SEEDS if seed]
    texts += ["".join(rng.choices([*SEEDS, "\n"], k=length)) for _ in range(10)]
    texts += [
        f"password={'aB' * length}",
        f'token = "{"a1 " * length}"',
        f"key: {'A_' * length}",
        "\n" * length,
    ]
    return [text[:length] for text in texts]
