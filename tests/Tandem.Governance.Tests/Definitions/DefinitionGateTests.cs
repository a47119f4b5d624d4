using Tandem.Governance.Audit;
using Tandem.Governance.Definitions;
using Tandem.Governance.Documents;
using Tandem.Governance.Tests.Documents;
using Tandem.Primitives;

namespace Tandem.Governance.Tests.Definitions;

public sealed class DefinitionGateTests
{
    private readonly MemoryDocuments documents = new();
    private readonly DefinitionLibrary library;
    private readonly DefinitionGate gate;

    public DefinitionGateTests()
    {
        library = new(documents);
        gate = NewGate(documents);
    }

    [Fact]
    public void What_goes_through_is_live_with_a_version_and_a_ruleset()
    {
        var live = Publish(Segment("all", "yes") + "---\n" + Journey("welcome", "all"));

        Assert.Equal((1, true), (live.Ruleset, live.Changed));
        Assert.Equal(["segment/all v1", "journey/welcome v1"], live.Definitions.Select(definition => $"{definition.Key} v{definition.Version}"));
        var all = library.Current("segment", "all")!;
        Assert.Equal(("ann", Drafts.Noon, 1, 1), (all.Author, all.At, all.Version, all.Ruleset));
        Assert.Equal(["journey/welcome", "segment/all"], library.List().Select(definition => definition.Key.ToString()));
        Assert.Equal("welcome", Assert.Single(library.List("journey")).Name);
    }

    [Fact]
    public void Publishing_twice_is_publishing_once()
    {
        Publish(Segment("all", "yes"));
        var again = Publish(Segment("all", "yes"));

        Assert.Equal((1, false), (again.Ruleset, again.Changed));
        Assert.Equal(1, Assert.Single(again.Definitions).Version);
        Assert.Single(library.History("segment", "all"));
        Assert.Single(new AuditLog(documents).Read(long.MaxValue, 10));
    }

    [Fact]
    public void A_change_makes_a_new_version_and_keeps_the_old_ones()
    {
        Publish(Segment("all", "yes") + "---\n" + Segment("some", "yes"));
        Publish(Segment("all", "no"));
        Publish(Segment("all", "perhaps"));

        Assert.Equal([3, 2, 1], library.History("segment", "all").Select(definition => definition.Version));
        Assert.Equal([1, 2, 3], library.AllVersions("segment", 3).Where(definition => definition.Name == "all").Select(definition => definition.Version));
        Assert.Equal(2, library.AllVersions("segment", 1).Count);
        Assert.Equal([("all", 2), ("some", 1)], library.RulesetAt(2)!.Definitions.Select(definition => (definition.Name, definition.Version)));
        Assert.Equal(3, library.Latest.Number);
        Assert.Null(library.RulesetAt(4));
        Assert.Empty(library.RulesetAt(0)!.Definitions);
    }

    [Fact]
    public void One_mistake_keeps_all_of_them_out()
    {
        var errors = Errors(Segment("all", "yes") + "---\n" + Journey("welcome", "al"));

        Assert.Equal(("unknown_segment", "journey/welcome: spec.segment", 9, 11), (errors[0].Code, errors[0].Path, errors[0].Line!.Value, errors[0].Column!.Value));
        Assert.Equal(0, library.Latest.Number);
        Assert.Empty(library.List());
        Assert.Empty(new AuditLog(documents).Read(long.MaxValue, 10));
    }

    [Fact]
    public void A_change_that_would_break_another_definition_names_it()
    {
        Publish(Segment("all", "yes") + "---\n" + Journey("welcome", "all"));

        var error = Assert.Single(Errors(Segment("all", "secret")));

        Assert.Equal("This would break journey/welcome: Nobody may know.", error.Message);
        Assert.Equal(("journey/welcome: spec.segment", null), (error.Path, error.Line));
    }

    [Fact]
    public void Checking_says_what_publishing_would_and_changes_nothing()
    {
        Publish(Segment("all", "yes"));

        Assert.Equal(2, Assert.Single(gate.Check(Drafts.Many(Segment("all", "no")), "ann", Drafts.Noon).Value).Version);
        Assert.False(gate.Check(Drafts.Many(Journey("welcome", "al")), "ann", Drafts.Noon).IsOk);
        Assert.Equal(1, library.Latest.Number);
    }

    [Fact]
    public void Each_publishing_is_on_record()
    {
        Publish(Segment("all", "yes"));
        Publish(Segment("all", "no"));

        var records = new AuditLog(documents).Read(long.MaxValue, 10);
        Assert.Equal([(2L, "published", "segment/all v2", "Ruleset 2"), (1L, "published", "segment/all v1", "Ruleset 1")], records.Select(record => (record.Number, record.Action, record.Subjects[0], record.Detail)));
        Assert.Equal(("ann", Drafts.Noon), (records[0].Author, records[0].At));
    }

    [Fact]
    public void Whoever_listens_hears_of_each_new_ruleset_once()
    {
        var heard = new List<int>();
        gate.Published += ruleset => heard.Add(ruleset.Number);

        Publish(Segment("all", "yes"));
        Publish(Segment("all", "yes"));
        Publish(Segment("all", "no"));

        Assert.Equal([1, 2], heard);
    }

    [Fact]
    public void A_gate_of_another_process_that_was_first_is_not_overwritten()
    {
        var race = new Race(documents);
        var slow = NewGate(race);
        race.Once = () => Publish(Segment("fast", "yes"));

        var live = Assert.IsType<PublishOutcome.Live>(slow.Publish(Drafts.Many(Segment("slow", "yes")), "bob", Drafts.Noon).Value);

        Assert.Equal(2, live.Ruleset);
        Assert.Equal([("fast", 1), ("slow", 2)], library.List().Select(definition => (definition.Name, definition.Ruleset)));
    }

    [Fact]
    public void Everything_is_there_again_after_a_restart()
    {
        Publish(Segment("all", "yes") + "---\n" + Journey("welcome", "all"));
        var before = library.Current("segment", "all")!;

        var after = new DefinitionLibrary(documents).Current("segment", "all")!;

        Assert.Equal((before.Text, before.Title, before.Version, before.Author, before.At), (after.Text, after.Title, after.Version, after.Author, after.At));
    }

    private static DefinitionGate NewGate(IDocuments documents) =>
        new(documents, new DefinitionLibrary(documents), [new OnlyKnownSegments("segment"), new OnlyKnownSegments("journey")]);

    private static string Segment(string name, string value) => $"kind: segment\nmetadata: {{ name: {name} }}\nspec: {{ is: {value} }}\n";

    private static string Journey(string name, string segment) => $"# a journey\nkind: journey\nmetadata: {{ name: {name} }}\nspec:\n segment: {segment}\n";

    private PublishOutcome.Live Publish(string text)
    {
        var result = gate.Publish(Drafts.Many(text), "ann", Drafts.Noon);
        Assert.True(result.IsOk, string.Join("\n", result.Errors));
        return Assert.IsType<PublishOutcome.Live>(result.Value);
    }

    private IReadOnlyList<Error> Errors(string text) => gate.Publish(Drafts.Many(text), "ann", Drafts.Noon).Errors;

    /// <summary>Lets something happen just before the first write.</summary>
    private sealed class Race(IDocuments inner) : IDocuments
    {
        public Action? Once { get; set; }

        public WriteResult Write(IReadOnlyList<DocumentWrite> documents, IReadOnlyList<LogWrite> log)
        {
            var first = Once;
            Once = null;
            first?.Invoke();
            return inner.Write(documents, log);
        }

        public Document? Read(DocumentKey key) => inner.Read(key);
        public IReadOnlyList<Document> List(string kind, string prefix, string after, int max) => inner.List(kind, prefix, after, max);
        public void Rewrite(string stream, long number, ReadOnlyMemory<byte> bytes) => inner.Rewrite(stream, number, bytes);
        public void Append(IReadOnlyList<LogWrite> log) => inner.Append(log);
        public IReadOnlyList<LogRecord> ReadAfter(string stream, long after, int max) => inner.ReadAfter(stream, after, max);
        public IReadOnlyList<LogRecord> ReadBefore(string stream, long before, int max) => inner.ReadBefore(stream, before, max);
        public void Trim(string stream, int keep) => inner.Trim(stream, keep);
    }
}
