using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Tandem.Connect.Templates;
using Tandem.Engine.Effects;

namespace Tandem.Connect.Tests.Templates;

/// <summary>Whatever people write and whatever customers are called: a template answers, it never throws.</summary>
public sealed class AnyTemplateTests
{
    private static readonly byte[] Data = Encoding.UTF8.GetBytes("""
        {"a":"text","b":12.5,"c":true,"d":null,"e":{"x":"X","y":{"z":[1,2]}},"f":["p",{"q":"Q"},[1],null],"g":[],"h":{},"i":""}
        """);

    private static readonly string[] Pieces =
    [
        "a", "b", "c", "d", "e", "e.x", "e.y.z", "f", "f.[0]", "f.[1].q", "g", "h", "i", "nowhere", "this", "../a", "@index", "@key", "@root.a", "@first", "..", ".", "x", "item",
        "{{", "}}", "{{#if ", "{{/if}}", "{{else}}", "{{else if ", "{{#each ", "{{/each}}", "{{#with ", "{{/with}}", "{{#unless ", "{{/unless}}", " as |item|", "{{^}}",
        "default ", "upper ", "lower ", "date ", "money ", "lookup ", "(", ")", " ", "\"t\"", "'t'", "1", "-1.5", "true", "~", "{", "}", "\\", "\\{{", "|", "=", "[", "]", "\n", "<b>", "{{!", "--}}", "é", "😀",
    ];

    private static readonly string[] Values = ["a", "b", "c", "d", "e", "e.x", "e.y.z", "f", "f.[1].q", "g", "h", "i", "nowhere", "this", "../a", "@index", "@key", "1", "\"t\"", "true"];

    [Fact]
    public void Any_heap_of_pieces_is_answered() => Answers(Gen.Elements(Pieces).ListOf().Select(string.Concat), 1_000);

    [Fact]
    public void Any_template_that_fits_together_is_answered() => Answers(Gen.Sized(size => Body(Math.Min(size / 8, 3))), 300);

    [Fact]
    public void Any_text_is_answered() => Answers(ArbMap.Default.GeneratorFor<UnicodeString>().Where(text => text.Item is not null).Select(text => text.Item), 200);

    private static void Answers(Gen<string> sources, int count) =>
        Prop.ForAll(sources.ToArbitrary(), source =>
        {
            var template = MessageTemplate.Compile(new TemplateSpec("t", 1, "email", TemplatePurpose.Marketing, null, "s", source, null));
            return template.IsOk ? Sound(template.Value.Render(Data).Errors) : template.Errors.Length > 0 && Sound(template.Errors);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(count));

    private static bool Sound(IEnumerable<Primitives.Error> errors) => errors.All(error => error is { Path: "html", Line: not null } && error.Code is not ("template_failed" or "template_syntax"));

    private static Gen<string> Body(int depth)
    {
        var value = Gen.Elements(Values);
        var helper = Gen.Elements("upper", "lower", "date", "money").Zip(value, (name, one) => $"{name} {one}");
        var two = Gen.Elements("default", "lookup", "date", "money").Zip(value, (name, one) => $"{name} {one}").Zip(value, (call, other) => $"{call} {other}");
        var printed = Gen.OneOf(value, helper, two, helper.Select(call => $"upper ({call})"), two.Select(call => $"default ({call}) \"x\"")).Select(one => $"{{{{{one}}}}}");
        if (depth == 0) return Gen.OneOf(printed, Gen.Elements("text", "<p>", "\n"));
        var inner = Body(depth - 1);
        var block = Gen.Elements("if", "unless", "each", "with").Zip(Gen.OneOf(value, two.Select(call => $"({call})")), (name, one) => (name, one))
            .Zip(inner, (head, body) => (head.name, head.one, body)).Zip(inner, (whole, other) => $"{{{{#{whole.name} {whole.one}}}}}{whole.body}{{{{else}}}}{other}{{{{/{whole.name}}}}}");
        return Gen.OneOf(printed, block, inner.Zip(inner, (left, right) => left + right));
    }
}
