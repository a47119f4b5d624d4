using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Tandem.Server.Operations;

/// <summary>
/// One JSON object a line: <c>time</c>, <c>level</c>, <c>event</c> where it has a name, <c>message</c>, <c>category</c>,
/// the event's own fields in camel case, and <c>exception</c>.
/// </summary>
internal sealed class JsonLines() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "tandem-json";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly HashSet<string> Own = ["time", "level", "event", "message", "category", "exception"];

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("time", TimeProvider.System.GetUtcNow().UtcDateTime);
            writer.WriteString("level", Level(logEntry.LogLevel));
            if (logEntry.EventId.Name is { Length: > 0 } name) writer.WriteString("event", name);
            writer.WriteString("message", logEntry.Formatter(logEntry.State, logEntry.Exception));
            writer.WriteString("category", logEntry.Category);
            if (logEntry.State is IReadOnlyList<KeyValuePair<string, object?>> fields)
                foreach (var (field, value) in fields) Field(writer, field, value);
            if (logEntry.Exception is { } exception) writer.WriteString("exception", exception.ToString());
            writer.WriteEndObject();
        }
        textWriter.WriteLine(Encoding.UTF8.GetString(bytes.WrittenSpan));
    }

    private static void Field(Utf8JsonWriter writer, string field, object? value)
    {
        if (field == "{OriginalFormat}") return;
        var name = JsonNamingPolicy.CamelCase.ConvertName(field);
        // No field of an event may hide what every line has.
        writer.WritePropertyName(Own.Contains(name) ? name + "_" : name);
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case bool truth: writer.WriteBooleanValue(truth); break;
            case int number: writer.WriteNumberValue(number); break;
            case long number: writer.WriteNumberValue(number); break;
            case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
            case Enum one: writer.WriteStringValue(JsonNamingPolicy.CamelCase.ConvertName(one.ToString())); break;
            default: writer.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static string Level(LogLevel level) => level switch
    {
        LogLevel.Trace => "trace",
        LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
