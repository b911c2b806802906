// Searches the number whose SHA-256 with the salt is the challenge. It computes itself, because the
// browser's own digest exists on https alone and is slower for many short texts.
const primes = [];
for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
const fraction = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
const START = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
const ROUND = Int32Array.from(primes, (p) => fraction(Math.cbrt(p)));
const w = new Int32Array(64);
const turn = (x, by) => (x >>> by) | (x << (32 - by));

// Mixes one block of 64 bytes into a state of eight words.
function mix(state, bytes, at) {
  for (let i = 0; i < 16; i++, at += 4) w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15], y = w[i - 2];
    w[i] = (w[i - 16] + w[i - 7] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10))) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[i] + w[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
  }
  state[0] += a; state[1] += b; state[2] += c; state[3] += d; state[4] += e; state[5] += f; state[6] += g; state[7] += h;
}

// What is the same for all numbers, the whole blocks of the salt, is mixed once.
function search({ salt, challenge, maxNumber }, report) {
  const bytes = new TextEncoder().encode(salt);
  const whole = bytes.length - (bytes.length % 64);
  const begun = Int32Array.from(START);
  for (let at = 0; at < whole; at += 64) mix(begun, bytes, at);
  const rest = bytes.length - whole;
  const last = new Uint8Array(128);
  last.set(bytes.subarray(whole));
  const wanted = challenge.match(/.{8}/g).map((part) => parseInt(part, 16) | 0);
  const state = new Int32Array(8);
  for (let number = 0; number <= maxNumber; number++) {
    const digits = String(number);
    let end = rest;
    for (let i = 0; i < digits.length; i++) last[end++] = digits.charCodeAt(i);
    last[end++] = 0x80;
    const size = end > 56 ? 128 : 64;
    last.fill(0, end, size);
    new DataView(last.buffer).setUint32(size - 4, (bytes.length + digits.length) * 8);
    state.set(begun);
    mix(state, last, 0);
    if (size > 64) mix(state, last, 64);
    if (wanted.every((word, i) => word === state[i])) return number;
    if (number % 5000 === 0) report(number / maxNumber);
  }
  return null;
}

onmessage = ({ data }) => {
  const number = search(data, (progress) => postMessage({ progress }));
  postMessage({ number });
};
