// Converts the specification's own test data (package @bufbuild/cel-spec) into the case files of
// tests/Tandem.Expressions.Tests/Conformance/cases, whose README says what is left out and why.
// Usage: node conformance.mjs FOLDER [SUITE…]; without suites it only counts.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { tests } from "@bufbuild/cel-spec/testdata/conformance.js";

const [folder, ...wanted] = process.argv.slice(2);
const message = /TestAllTypes|\b[A-Z]\w*\{|_ext\b|cel\.expr|GlobalEnum/;
const wellKnown = /"messageType":"google\.protobuf\.(Timestamp|Duration)"/g;

for (const suite of tests.suites) {
  const all = casesOf(suite, suite.name);
  const kept = all.filter(({ original }) => !needsProtobuf(original));
  console.log(`${suite.name}: ${all.length} cases, ${all.length - kept.length} need protobuf`);
  if (wanted.includes(suite.name)) writeFileSync(join(folder, `${suite.name}.json`), JSON.stringify(kept.map(converted), null, 1) + "\n");
}

function casesOf({ tests = [], suites = [] }, section) {
  return [...tests.map(({ original }) => ({ section, original })), ...suites.flatMap((suite) => casesOf(suite, suite.name))];
}

function needsProtobuf(one) {
  const text = JSON.stringify([one.expr, one.typeEnv, one.bindings, one.value, one.typedResult]);
  return message.test(text) || text.replace(wellKnown, "").includes('"messageType"');
}

function converted({ section, original: one }) {
  const result = { section, name: one.name, expr: one.expr };
  if (one.description) result.description = one.description;
  if (one.disableCheck) result.disable_check = "true";
  if (one.checkOnly) result.check_only = "true";
  if (one.container) result.container = one.container;
  if (one.typeEnv) result.type_env = one.typeEnv.map(declaration);
  if (one.bindings) result.bindings = Object.entries(one.bindings).map(([key, bound]) => ({ key, value: { value: value(bound.value) } }));
  if (one.value) result.value = value(one.value);
  if (one.evalError) result.eval_error = one.evalError;
  if (one.typedResult) {
    result.typed_result = {
      ...(one.typedResult.result ? { result: value(one.typedResult.result) } : {}),
      deduced_type: type(one.typedResult.deducedType),
    };
  }
  return result;
}

function declaration({ name, ident, function: declared }) {
  if (ident) return { name, ident: { type: type(ident.type) } };
  const overloads = declared.overloads.map(({ overloadId, params, resultType }) => ({
    overload_id: overloadId,
    params: params.map(type),
    result_type: type(resultType),
  }));
  return { name, function: { overloads } };
}

function type(of) {
  const [[kind, part]] = Object.entries(of);
  switch (kind) {
    case "primitive":
      return { primitive: part };
    case "null":
      return { null: "NULL_VALUE" };
    case "dyn":
      return { dyn: {} };
    case "listType":
      return { list_type: { elem_type: type(part.elemType) } };
    case "mapType":
      return { map_type: { key_type: type(part.keyType), value_type: type(part.valueType) } };
    case "messageType":
      return { well_known: part.replace("google.protobuf.", "").toUpperCase() };
    case "abstractType":
      return { abstract_type: { name: part.name, parameter_types: part.parameterTypes.map(type) } };
    case "typeParam":
      return { type_param: part };
    default:
      throw new Error(`There is no type ${kind}.`);
  }
}

function value(of) {
  const [[kind, part]] = Object.entries(of);
  switch (kind) {
    case "int64Value":
      return { int64_value: part };
    case "uint64Value":
      return { uint64_value: part };
    case "doubleValue":
      return { double_value: Object.is(part, -0) ? "-0" : String(part) };
    case "stringValue":
      return { string_value: part };
    case "bytesValue":
      return { bytes_value: { hex: Buffer.from(part, "base64").toString("hex") } };
    case "boolValue":
      return { bool_value: String(part) };
    case "nullValue":
      return { null_value: "NULL_VALUE" };
    case "typeValue":
      return { type_value: part };
    case "listValue":
      return { list_value: part.values ? { values: part.values.map(value) } : {} };
    case "mapValue":
      return { map_value: part.entries ? { entries: part.entries.map((entry) => ({ key: value(entry.key), value: value(entry.value) })) } : {} };
    case "objectValue":
      return { object_value: { [part["@type"].replace("type.googleapis.com/", "")]: moment(part.value) } };
    default:
      throw new Error(`There is no value ${kind}.`);
  }
}

// Seconds and nanoseconds, as the text format has them.
function moment(text) {
  const duration = /^(-?)(\d+)(?:\.(\d+))?s$/.exec(text);
  if (!duration) throw new Error(`There is no reading of ${text}.`);
  const [, sign, seconds, fraction = ""] = duration;
  return { seconds: sign + seconds, ...(fraction ? { nanos: sign + Number(fraction.padEnd(9, "0")) } : {}) };
}
