// A `guichet demo` of its own for each test: its data in a temporary folder, its port free, stopped by id.

import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

export const root = path.resolve(import.meta.dirname, "../../..");
const STARTS_WITHIN = 120_000;

/** Starts a demo that shows the calendar of `day`; gives its addresses, its accounts, and `stop`. */
export async function startDemo({ day, dossiers = 10 } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "guichet-demo-"));
  const binary = path.join(process.env.CARGO_TARGET_DIR ?? path.join(root, "target"), "debug/guichet");
  const args = ["demo", "--port", "0", "--dossier", path.join(folder, "data"), "--nombre", String(dossiers)];
  if (day) args.push("--le", day);
  const child = spawn(binary, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, GUICHET_LOG: "warn" } });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const stop = async () => {
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
    await ended;
    clearTimeout(late);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { ...(await welcome(child)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the demo prints once it is ready, read as a person reads it. */
function welcome(child) {
  return new Promise((resolve, reject) => {
    let out = "";
    let errors = "";
    const timer = setTimeout(() => reject(new Error(`la démonstration ne démarre pas :\n${out}\n${errors}`)), STARTS_WITHIN);
    child.stderr.on("data", (text) => (errors += text));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`la démonstration s'arrête (${code}) :\n${out}\n${errors}`)));
    child.stdout.on("data", (text) => {
      out += text;
      if (!out.includes("Ctrl-C")) return;
      clearTimeout(timer);
      resolve({ site: (name) => address(out, name), account: (email) => account(out, email) });
    });
  });
}

function address(out, name) {
  const found = out.match(new RegExp(`http://${name}\\.localhost:\\d+`));
  if (!found) throw new Error(`la démonstration ne donne pas l'adresse de ${name} :\n${out}`);
  return found[0];
}

function account(out, email) {
  const line = out.split("\n").find((text) => text.trim().startsWith(email));
  if (!line) throw new Error(`la démonstration ne donne pas le compte ${email} :\n${out}`);
  return { email, password: line.trim().split(/\s+/)[1] };
}
