// A second implementation of the language, @bufbuild/cel with its strings extension, to compare with: reads expressions,
// each a JSON text on its own line, and answers each with one line, the value or {"error": message}.
import { createInterface } from "node:readline";
import { celEnv, isCelError, isCelList, isCelMap, isCelType, isCelUint, parse, plan } from "@bufbuild/cel";
import { strings } from "@bufbuild/cel/ext";
import { isMessage } from "@bufbuild/protobuf";
import { isReflectMessage } from "@bufbuild/protobuf/reflect";
import { DurationSchema, TimestampSchema } from "@bufbuild/protobuf/wkt";

// The same as in the tests that ask.
const bindings = { whole: 5n, number: 5, text: "a", yes: true, list: [5n, "a", true] };

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(answer(JSON.parse(line))));

function answer(expression) {
  try {
    const value = plan(celEnv({ funcs: strings }), parse(expression))(bindings);
    return isCelError(value) ? { error: value.message } : tagged(value);
  } catch (error) {
    return { error: String(error) };
  }
}

function tagged(value) {
  if (value === null) return { null: true };
  if (isCelUint(value)) return { uint: String(value.value) };
  if (isCelList(value)) return { list: [...value].map(tagged) };
  if (isCelMap(value)) return { map: [...value].map(([key, item]) => [tagged(key), tagged(item)]) };
  if (isCelType(value)) return { type: value.name };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString("hex") };
  if (isReflectMessage(value)) return tagged(value.message);
  if (isMessage(value, TimestampSchema)) return { timestamp: `${value.seconds} ${value.nanos}` };
  if (isMessage(value, DurationSchema)) return { duration: String(value.seconds * 1000000000n + BigInt(value.nanos)) };
  switch (typeof value) {
    case "bigint":
      return { int: String(value) };
    case "number":
      return { double: Object.is(value, -0) ? "-0" : String(value) };
    case "string":
      return { string: value };
    case "boolean":
      return { bool: value };
    default:
      throw new Error(`There is no reading of ${value}.`);
  }
}
