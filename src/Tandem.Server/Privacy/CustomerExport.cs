using System.IO.Pipelines;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Tandem.Engine.Customers;
using Tandem.Engine.Effects;
using Tandem.Expressions.Values;
using Tandem.Primitives;
using Tandem.Server.Customers;
using Tandem.Server.Delivery;
using Tandem.Server.Hosting;
using Tandem.Server.Sources;

namespace Tandem.Server.Privacy;

/// <summary>
/// Writes all that the workspace keeps of one customer as one JSON document, part by part, so that a long history takes
/// no more memory than a short one.
/// </summary>
public sealed class CustomerExport(
    CustomerReader customers, CustomerMapping mapping, TimelineReader timelines, IMessageStore messages, SuppressionList suppressions, SourceRegistry sources, RejectLog rejects,
    RulesetHost rulesets, IEngine engine, EngineClock clock, IOptions<JsonOptions> options)
{
    private const int Format = 1, MessagesAtOnce = 100, RejectsAtOnce = 500, ItemsBetweenFlushes = 100;

    private readonly JsonSerializerOptions json = options.Value.SerializerOptions;

    /// <summary>Whom a key names, and what is needed of that customer; null where there is none.</summary>
    internal CustomerCopy? Find(in CustomerKey key) => customers.Read(key, customer => new CustomerCopy(customer.Copy(), mapping.Whole(customer)));

    /// <param name="found">The customer, as it is now.</param>
    internal async Task Write(CustomerCopy found, PipeWriter to, CancellationToken cancelled)
    {
        var key = new CustomerKey(found.Customer.Id, null);
        // Older parts of the timeline are read from the file.
        engine.Shard(key.Id.Home).Store();
        await using var writer = new Utf8JsonWriter(to, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = json.MaxDepth });
        writer.WriteStartObject();
        writer.WriteNumber("format"u8, Format);
        writer.WriteString("exportedAt"u8, clock.Now.ToString());
        Put("customer"u8, customers.ReadWhole(key, mapping) ?? found.Model);
        Put("figures"u8, Figures(found.Customer));
        Put("inTransit"u8, found.Customer.Parked.Count);
        await List("timeline", timelines.ReadAll(key) ?? []);
        await List("messages", Messages(found.Customer));
        await List("suppressions", Suppressions(found.Customer).Select(SuppressionView.Of));
        await List("rejectedItems", Rejects(found.Customer));
        writer.WriteEndObject();
        await Flush();

        void Put<T>(ReadOnlySpan<byte> name, T value)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, value, json);
        }

        async Task List<T>(string name, IEnumerable<T> items)
        {
            writer.WriteStartArray(name);
            var written = 0;
            foreach (var item in items)
            {
                JsonSerializer.Serialize(writer, item, json);
                if (++written % ItemsBetweenFlushes == 0) await Flush();
            }
            writer.WriteEndArray();
        }

        async Task Flush()
        {
            await writer.FlushAsync(cancelled);
            await to.FlushAsync(cancelled);
        }
    }

    private List<FigureModel> Figures(Customer customer)
    {
        var now = clock.Now;
        var whole = engine.Shard(customer.Id.Home).Read(state => rulesets.Get(state.Head.Ruleset).Aggregates.All.Select(aggregate => (aggregate, IsWhole: state.Head.Aggregates.IsWhole(aggregate))).ToList());
        return [.. whole.Select(one => new FigureModel(one.aggregate.NormalForm, one.IsWhole ? Json(customer.Tracks.Read(one.aggregate, now)) : null))];
    }

    private IEnumerable<MessageDetail> Messages(Customer customer)
    {
        EntityId[] ids = [customer.Id, .. customer.Merged.Select(merged => merged.Id)];
        for (var before = long.MaxValue; ;)
        {
            var page = messages.List(new([], ids, Before: before, Max: MessagesAtOnce));
            foreach (var message in page) yield return MessageDetail.Of(message);
            if (page.Count < MessagesAtOnce) yield break;
            before = page[^1].Number;
        }
    }

    private IEnumerable<Suppression> Suppressions(Customer customer) =>
        customer.Identities.Select(known => suppressions.Find(known.Identity.Kind, known.Identity.Value)).OfType<Suppression>();

    private IEnumerable<SourceRejectModel> Rejects(Customer customer)
    {
        var identities = customer.Identities.Select(known => known.Identity).ToHashSet();
        var kinds = identities.Select(identity => identity.Kind).ToHashSet();
        foreach (var source in sources.All.Select(known => known.Source.Name))
        {
            for (long? before = null; ;)
            {
                var (page, next) = rejects.Read(source, before, RejectsAtOnce);
                foreach (var reject in page)
                    if (NamedIdentities.Any(reject, kinds, identities.Contains)) yield return new(source, reject.ToModel());
                if (next is null) break;
                before = next;
            }
        }
    }

    private static JsonElement? Json(Value value)
    {
        if (value.Kind == ValueKind.Error) return null;
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(ValueJson.Text(value)));
        return JsonElement.ParseValue(ref reader);
    }
}
