using System.Text;
using Tandem.Connect.Templates;
using Tandem.Engine.Effects;

namespace Tandem.Connect.Tests.Templates;

public sealed class MessageTemplateTests
{
    private static readonly byte[] Ann = Encoding.UTF8.GetBytes("""
        {"customer":{"id":"1","traits":{"firstName":"Ann <b>","empty":"","nothing":null,"vip":true,"no":false,"zero":0},"segments":["new","vip"]},
         "event":{"name":"Order Completed","timestamp":"2026-11-22T10:00:00Z","properties":{"total":1234.50,"items":[{"name":"Tea","n":2},{"name":"Cups","n":1}]}}}
        """);

    [Theory]
    [InlineData("Hello {{customer.traits.firstName}}", "Hello Ann &lt;b&gt;")]
    [InlineData("{{default customer.traits.lastName \"there\"}}", "there")]
    [InlineData("{{default customer.traits.lastName customer.traits.empty 'you'}}", "you")]
    [InlineData("{{default customer.traits.empty \"there\"}}", "there")]
    [InlineData("{{#if customer.traits.lastName}}{{customer.traits.lastName}}{{else}}-{{/if}}", "-")]
    [InlineData("{{#if customer.traits.no}}a{{else if customer.traits.zero}}b{{else}}c{{/if}}", "c")]
    [InlineData("{{#unless customer.traits.vip}}a{{else}}b{{/unless}}", "b")]
    [InlineData("{{#each event.properties.items}}{{@index}}:{{name}}x{{n}} {{../customer.traits.vip}};{{/each}}", "0:Teax2 true;1:Cupsx1 true;")]
    [InlineData("{{#each event.properties.items as |item|}}{{item.name}} {{/each}}", "Tea Cups ")]
    [InlineData("{{#each customer.segments}}{{this}} {{/each}}", "new vip ")]
    [InlineData("{{#each event.properties.nothing}}x{{else}}none{{/each}}", "none")]
    [InlineData("{{#with event.properties}}{{total}}{{/with}}", "1234.50")]
    [InlineData("{{event.properties.items.[1].name}}", "Cups")]
    [InlineData("{{upper customer.traits.firstName}} {{lower event.name}}", "ANN &lt;B&gt; order completed")]
    [InlineData("{{upper (default customer.traits.lastName \"there\")}}", "THERE")]
    [InlineData("{{date event.timestamp}}, {{date event.timestamp \"yyyy-MM-dd HH:mm\"}}", "22 November 2026, 2026-11-22 10:00")]
    [InlineData("{{money event.properties.total \"EUR\"}} {{money event.properties.total \"CHF\"}}", "€1,234.50 1,234.50 CHF")]
    [InlineData("{{lookup customer.traits \"firstName\"}}", "Ann &lt;b&gt;")]
    [InlineData("{{#if (lookup nowhere nothing)}}a{{else}}b{{/if}}{{lookup customer.segments 1}}", "bvip")]
    [InlineData("a {{~ event.name ~}} b", "aOrder Completedb")]
    [InlineData("\\{{not a tag}} {{!-- {{nor this}} --}}{{! nor this }}!", "{{not a tag}} !")]
    [InlineData("\\\\{{event.name}} \\\\\\{{x}} \\", "\\Order Completed \\{{x}} \\")]
    [InlineData("{ {{event.name}} } {\\{{ }}{{event.name}}}} {{!x}}}", "{ Order Completed } {{{ }}Order Completed}} }")]
    [InlineData("{{unsubscribe_url}}", "https://shop.example/u/1")]
    public void A_template_renders(string html, string expected) => Assert.Equal(expected, Render(Compiled(html: html)).Html);

    [Fact]
    public void Values_are_escaped_in_html_and_nowhere_else()
    {
        var message = Render(Compiled("For {{customer.traits.firstName}}", "<p>{{customer.traits.firstName}}</p>", "{{customer.traits.firstName}}"));
        Assert.Equal(new RenderedMessage("For Ann <b>", "<p>Ann &lt;b&gt;</p>", "Ann <b>"), message);
    }

    [Theory]
    [InlineData("{{customer.traits.lastName}}", "customer.traits.lastName", 1, 1)]
    [InlineData("Dear\n  {{customer.traits.lastName}},", "customer.traits.lastName", 2, 3)]
    [InlineData("{{customer.traits.nothing}}", "customer.traits.nothing", 1, 1)]
    [InlineData("\n\n{{upper customer.nowhere.atAll}}", "customer.nowhere.atAll", 3, 1)]
    [InlineData("{{default customer.traits.lastName customer.traits.middleName}}", "customer.traits.lastName", 1, 1)]
    [InlineData("{{#each event.properties.items}}\n{{colour}}{{/each}}", "colour", 2, 1)]
    public void A_missing_field_is_an_error_that_names_line_and_field(string html, string field, int line, int column)
    {
        var error = Compiled(html: html).Render(Ann).Errors[0];
        Assert.Equal(("missing_field", "html", line, column), (error.Code, error.Path, error.Line!.Value, error.Column!.Value));
        Assert.Contains($"'{field}'", error.Message);
        Assert.Contains("default", error.Hint);
    }

    [Fact]
    public void All_missing_fields_are_told_at_once()
    {
        var errors = Compiled("{{a}}", "{{b}}\n{{c}}", "{{d}}").Render(Ann).Errors;
        Assert.Equal([("subject", 1), ("html", 1), ("html", 2), ("text", 1)], errors.Select(error => (error.Path!, error.Line!.Value)));
    }

    [Theory]
    [InlineData("{{date event.name}}", "bad_date")]
    [InlineData("{{date event.timestamp \"%\"}}", "bad_date_format")]
    [InlineData("{{money event.name}}", "bad_amount")]
    [InlineData("{{customer.traits}}", "not_text")]
    [InlineData("{{event.properties.items}}", "not_text")]
    public void A_value_that_does_not_fit_is_an_error(string html, string code)
    {
        var error = Assert.Single(Compiled(html: "\n" + html).Render(Ann).Errors);
        Assert.Equal((code, "html", 2), (error.Code, error.Path, error.Line!.Value));
    }

    [Theory]
    [InlineData("Hi {{customer.name", "tag_open", 1, 4)]
    [InlineData("Hi\n {{}}", "tag_empty", 2, 2)]
    [InlineData("{{{customer.name}}}", "raw_output", 1, 1)]
    [InlineData("{{&customer.name}}", "raw_output", 1, 1)]
    [InlineData("\\\\{{{customer.name}}}", "raw_output", 1, 3)]
    [InlineData("{{> header}}", "no_partials", 1, 1)]
    [InlineData("{{* deco}}", "no_decorators", 1, 1)]
    [InlineData("a\n{{#if customer.name}}b", "block_open", 2, 1)]
    [InlineData("a {{/if}}", "block_not_open", 1, 3)]
    [InlineData("{{#if a}}\n{{/each}}", "block_mismatch", 2, 1)]
    [InlineData("{{#when a}}{{/when}}", "unknown_block", 1, 1)]
    [InlineData("{{#if}}x{{/if}}", "value_missing", 1, 6)]
    [InlineData("{{else}}", "else_outside", 1, 1)]
    [InlineData("{{shout customer.name}}", "unknown_helper", 1, 3)]
    [InlineData("{{default customer.name}}", "helper_values", 1, 3)]
    [InlineData("{{customer.name.}}", "path_open", 1, 16)]
    [InlineData("{{upper (default a \"b\"}}", "bracket_open", 1, 9)]
    [InlineData("{{customer name=1}}", "named_value", 1, 16)]
    [InlineData("{{customer?}}", "unexpected", 1, 11)]
    [InlineData("{{print_value 1 at=0}}", "named_value", 1, 19)]
    [InlineData("{{!-- open", "comment_open", 1, 1)]
    [InlineData("{{../customer}}", "path_above", 1, 3)]
    [InlineData("{{#each a}}{{../../b}}{{/each}}", "path_above", 1, 14)]
    [InlineData("{{#each a}}{{else}}{{../b}}{{/each}}", "path_above", 1, 22)]
    public void A_mistake_names_field_line_and_column(string html, string code, int line, int column)
    {
        var error = Assert.Single(MessageTemplate.Compile(Spec("s", html, null)).Errors);
        Assert.Equal((code, "html", line, column), (error.Code, error.Path, error.Line!.Value, error.Column!.Value));
        Assert.NotNull(error.Hint);
    }

    [Fact]
    public void Mistakes_in_all_fields_are_told_at_once()
    {
        var errors = MessageTemplate.Compile(Spec("{{", "{{/if}}", "{{}}") with { From = "nobody" }).Errors;
        Assert.Equal(["from", "html", "subject", "text"], errors.Select(error => error.Path!).Order());
    }

    [Fact]
    public void A_template_needs_a_subject_and_a_body()
    {
        Assert.Equal(["subject_missing", "body_missing"], MessageTemplate.Compile(Spec(" ", null, null)).Errors.Select(error => error.Code));
    }

    [Theory]
    [InlineData("{{customer.traits.firstName.Length}}")]
    [InlineData("{{event.properties.items.Count}}")]
    [InlineData("{{event.properties.items.Capacity}}")]
    [InlineData("{{customer.traits.Keys}}")]
    [InlineData("{{customer.traits.Comparer}}")]
    [InlineData("{{Errors}}")]
    [InlineData("{{event.properties.total.Scale}}")]
    [InlineData("{{#each event.properties.items}}{{@index.MaxValue}}{{/each}}")]
    [InlineData("{{lookup customer.traits.firstName \"Length\"}}")]
    [InlineData("{{lookup (date event.name) \"Error\"}}")]
    public void No_template_reaches_into_the_objects_of_the_program(string html) =>
        Assert.All(Compiled(html: html).Render(Ann).Errors, error => Assert.Contains(error.Code, new[] { "missing_field", "not_text" }));

    [Theory]
    [InlineData("{{customer.traits.firstName.Length}}")]
    [InlineData("{{event.properties.items.Count}}")]
    [InlineData("{{customer.traits.Keys}}")]
    [InlineData("{{lookup customer.traits.firstName \"Length\"}}")]
    public void Such_a_template_fails(string html) => Assert.False(Compiled(html: html).Render(Ann).IsOk);

    [Fact]
    public void A_loop_cannot_fill_the_memory()
    {
        var list = "[" + string.Join(',', Enumerable.Repeat("1", 1000)) + "]";
        var template = Compiled(html: "{{#each l}}{{#each ../l}}{{#each ../../l}}0123456789{{/each}}{{/each}}{{/each}}");
        var error = Assert.Single(template.Render(Encoding.UTF8.GetBytes($$"""{"l":{{list}}}""")).Errors);
        Assert.Equal(("output_too_long", "html"), (error.Code, error.Path));
    }

    [Fact]
    public void A_subject_is_one_line_whatever_the_data_holds()
    {
        var message = Compiled("Hi {{name}}").Render("""{"name":"Ann\r\nBcc: all@example.com\u0000\u2028x"}"""u8.ToArray()).Value;
        Assert.Equal("Hi Ann  Bcc: all@example.com  x", message.Subject);
    }

    [Fact]
    public void A_subject_that_comes_out_empty_is_an_error() =>
        Assert.Equal("subject_empty", Assert.Single(Compiled("{{#if x}}a{{/if}}").Render(Ann).Errors).Code);

    [Fact]
    public void Without_a_text_one_is_made_from_the_html()
    {
        var message = Render(Compiled(html: "<h1>Hello {{customer.traits.firstName}}</h1><p>Look <a href=\"{{unsubscribe_url}}\">here</a></p>"));
        Assert.Equal("Hello Ann <b>\n\nLook here (https://shop.example/u/1)", message.Text);
    }

    [Fact]
    public void A_template_renders_on_many_threads_at_once()
    {
        var template = Compiled("{{n}}", "{{#each l}}{{this}}{{/each}}");
        Parallel.For(0, 200, i =>
        {
            var message = template.Render(Encoding.UTF8.GetBytes($$"""{"n":{{i}},"l":[{{i}},{{i}}]}""")).Value;
            Assert.Equal(($"{i}", $"{i}{i}"), (message.Subject, message.Html));
        });
    }

    private static MessageTemplate Compiled(string subject = "Subject", string? html = "<p>x</p>", string? text = null) => MessageTemplate.Compile(Spec(subject, html, text)).Value;

    private static TemplateSpec Spec(string subject, string? html, string? text) => new("welcome", 1, "email", TemplatePurpose.Marketing, null, subject, html, text);

    private static RenderedMessage Render(MessageTemplate template) => template.Render(Ann, KeyValuePair.Create("unsubscribe_url", "https://shop.example/u/1")).Value;
}
