using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Cli.Csv;

namespace Tandem.Cli.Maps;

/// <summary>Turns rows into interactions, as the tracking API takes them. The same row gives the same bytes, always.</summary>
public sealed class RowMapper
{
    /// <summary>What the tracking API takes for one interaction, in bytes.</summary>
    public const int MaxBytes = 32 * 1024;

    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ImportMap map;
    private readonly Dictionary<string, int> columns;
    private readonly string file;
    private readonly ArrayBufferWriter<byte> buffer = new(1024);

    /// <param name="columns">The file's columns; all that the map names must be among them.</param>
    /// <param name="file">The file's fingerprint: with row and place in the map it makes the message ids.</param>
    public RowMapper(ImportMap map, IReadOnlyList<string> columns, string file)
    {
        this.map = map;
        this.file = file;
        this.columns = columns.Select((name, index) => (name, index)).ToDictionary(column => column.name, column => column.index, StringComparer.Ordinal);
    }

    /// <summary>The interactions of a row, none where no condition holds; null with the reason where the row cannot be used.</summary>
    public IReadOnlyList<MappedInteraction>? Map(CsvRow row, out string? trouble)
    {
        trouble = row.Trouble;
        if (trouble is not null) return null;
        var context = new RowContext(columns, row);
        List<MappedInteraction> mapped = [];
        for (var i = 0; i < map.Interactions.Count; i++)
        {
            var interaction = map.Interactions[i];
            if (interaction.When is { } when && !when.Holds(context)) continue;
            var one = Write(interaction, i, context, out trouble);
            if (trouble is not null)
            {
                trouble = $"{interaction.Type}: {trouble}";
                return null;
            }
            mapped.Add(one);
        }
        return mapped;
    }

    private MappedInteraction Write(InteractionMap interaction, int index, RowContext row, out string? trouble)
    {
        string? wrong = null;
        buffer.ResetWrittenCount();
        using var json = new Utf8JsonWriter(buffer, Json);
        string? customer = null;

        string? Text(string name, MapValue? value)
        {
            if (value is null || wrong is not null) return null;
            var reading = value.Read(row);
            if (reading.Trouble is not null) wrong = $"`{name}`: {reading.Trouble}";
            if (reading.Value is null) return null;
            var text = JsonText(reading.Value);
            json.WriteString(name, text);
            return text;
        }

        void Required(string name, MapValue? value)
        {
            if (value is not null && Text(name, value) is null) wrong ??= $"`{name}` is empty.";
        }

        void Fields(string name, ObjectValue? value)
        {
            if (value is null || wrong is not null) return;
            var reading = value.Read(row);
            if (reading.Trouble is not null) wrong = reading.Trouble;
            if (reading.Value is not Dictionary<string, object> fields) return;
            json.WritePropertyName(name);
            WriteValue(json, fields);
        }

        json.WriteStartObject();
        json.WriteString("type", interaction.Type);
        json.WriteString("messageId", $"{file}-{row.Number}-{index}");
        customer = Text("userId", interaction.UserId) ?? customer;
        customer = Text("anonymousId", interaction.AnonymousId) ?? customer;
        Required("event", interaction.Event);
        Required("groupId", interaction.GroupId);
        Required("previousId", interaction.PreviousId);
        Text("name", interaction.Name);
        DateTimeOffset? time = null;
        if (interaction.Timestamp is { } moment && wrong is null)
        {
            time = moment.Read(row, out var timeTrouble);
            if (timeTrouble is not null) wrong = $"`timestamp`: {timeTrouble}";
            else json.WriteString("timestamp", DateForm.Iso.Write(time!.Value));
        }
        Fields("traits", interaction.Traits);
        Fields("properties", interaction.Properties);
        customer = WriteContext(json, interaction, row, ref wrong) ?? customer;
        json.WriteEndObject();
        json.Flush();

        if (wrong is null && customer is null) wrong = "there is neither userId nor anonymousId nor an external id: all are empty.";
        if (wrong is null && buffer.WrittenCount > MaxBytes) wrong = $"the interaction is {buffer.WrittenCount:N0} bytes; {MaxBytes:N0} is the most.";
        trouble = wrong;
        return new(buffer.WrittenSpan.ToArray(), index, interaction.Type, time, interaction.Once ? $"{index} {customer}" : null);
    }

    private string? WriteContext(Utf8JsonWriter json, InteractionMap interaction, RowContext row, ref string? wrong)
    {
        if (wrong is not null || (interaction.Context is null && interaction.Consent is null && interaction.ExternalIds.Count == 0)) return null;
        string? customer = null;
        Dictionary<string, object> context = [];
        foreach (var (name, value) in interaction.Context?.Fields ?? [])
        {
            var reading = value.Read(row);
            if (reading.Trouble is not null) wrong = $"`{name}`: {reading.Trouble}";
            if (reading.Value is not null) context[name] = reading.Value;
        }
        if (interaction.Consent?.Read(row) is { } consent)
        {
            if (consent.Trouble is not null) wrong = consent.Trouble;
            if (consent.Value is not null) context["consent"] = new Dictionary<string, object> { ["categoryPreferences"] = consent.Value };
        }
        List<object> ids = [];
        foreach (var (type, id) in interaction.ExternalIds)
        {
            var (kind, value) = (type.Read(row), id.Read(row));
            if (kind.Trouble is not null || value.Trouble is not null) wrong = $"`externalIds`: {kind.Trouble ?? value.Trouble}";
            if (kind.Value is null || value.Value is null) continue;
            customer = JsonText(value.Value);
            ids.Add(new Dictionary<string, object> { ["id"] = customer, ["type"] = JsonText(kind.Value), ["collection"] = "users", ["encoding"] = "none" });
        }
        if (ids.Count > 0) context["externalIds"] = ids;
        if (context.Count == 0) return null;
        json.WritePropertyName("context");
        WriteValue(json, context);
        return customer;
    }

    private static string JsonText(object value) => value switch
    {
        string text => text,
        bool yes => yes ? "true" : "false",
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!,
    };

    private static void WriteValue(Utf8JsonWriter json, object value)
    {
        switch (value)
        {
            case string text: json.WriteStringValue(text); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case List<object> list:
                json.WriteStartArray();
                foreach (var item in list) WriteValue(json, item);
                json.WriteEndArray();
                break;
            case Dictionary<string, object> fields:
                json.WriteStartObject();
                foreach (var (name, field) in fields)
                {
                    json.WritePropertyName(name);
                    WriteValue(json, field);
                }
                json.WriteEndObject();
                break;
            default: throw new ArgumentException($"A value of a map cannot be {value.GetType()}.", nameof(value));
        }
    }
}
