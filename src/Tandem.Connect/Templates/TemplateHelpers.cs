using System.Globalization;
using HandlebarsDotNet;
using Tandem.Primitives;

namespace Tandem.Connect.Templates;

/// <summary>
/// The helpers of a template. Each returns a value; a missing value goes through them unchanged, so that the place
/// that would print it can say so.
/// </summary>
internal static class TemplateHelpers
{
    /// <summary>The name of the helper that prints: every <c>{{...}}</c> that prints is rewritten to it.</summary>
    public const string Print = "print_value";

    /// <summary>Prints one of <see cref="Literals"/>, by its place in them.</summary>
    public const string Literal = "print_literal";

    /// <summary>What has a meaning to Handlebars.</summary>
    public const string Literals = "{}\\";

    /// <summary>What <c>lookup</c> is rewritten to: Handlebars' own cannot be replaced, and fails on a missing key.</summary>
    private const string LookupValue = "lookup_value";

    /// <summary>What a template may call, with the least and the most number of values.</summary>
    public static readonly IReadOnlyDictionary<string, (int Least, int Most)> Signatures = new Dictionary<string, (int, int)>
    {
        ["default"] = (2, 8),
        ["upper"] = (1, 1),
        ["lower"] = (1, 1),
        ["date"] = (1, 2),
        ["money"] = (1, 2),
        ["lookup"] = (2, 2),
    };

    private static readonly Dictionary<string, string> Symbols = new() { ["EUR"] = "€", ["USD"] = "$", ["GBP"] = "£", ["JPY"] = "¥" };

    /// <summary>The name that Handlebars knows a helper by.</summary>
    public static string Registered(string helper) => helper == "lookup" ? LookupValue : helper;

    public static void Register(IHandlebars handlebars)
    {
        handlebars.RegisterHelper(Literal, (writer, _, values) => writer.WriteSafeString(Literals[Convert.ToInt32(values[0], CultureInfo.InvariantCulture)].ToString()));
        handlebars.RegisterHelper("default", (_, values) => First(values));
        handlebars.RegisterHelper("upper", (_, values) => Text(values[0], static text => text.ToUpperInvariant()));
        handlebars.RegisterHelper("lower", (_, values) => Text(values[0], static text => text.ToLowerInvariant()));
        handlebars.RegisterHelper("date", (_, values) => Date(values[0], values.Length > 1 ? Format(values[1]) : "d MMMM yyyy"));
        handlebars.RegisterHelper(LookupValue, (_, values) => Lookup(values[0], values[1]));
        handlebars.RegisterHelper("money", (_, values) => Money(values[0], values.Length > 1 ? Format(values[1]) : ""));
    }

    public static bool IsMissing(object? value) => value is null or UndefinedBindingResult;

    /// <summary>As text in a message; null for what is no text (a list, a group of fields).</summary>
    public static string? Format(object? value) => value switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object? First(Arguments values)
    {
        foreach (var value in values)
            if (!IsMissing(value) && value is not "") return value;
        return values[0];
    }

    private static object? Lookup(object? group, object? key) => (group, Format(key)) switch
    {
        (Dictionary<string, object?> fields, { } name) => fields.GetValueOrDefault(name),
        (List<object?> items, { } number) when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count => items[index],
        _ => null,
    };

    private static object? Text(object? value, Func<string, string> change) =>
        IsMissing(value) || value is TemplateProblem ? value : Format(value) is { } text ? change(text) : value;

    private static object? Date(object? value, string? format)
    {
        if (IsMissing(value) || value is TemplateProblem) return value;
        if (!Instant.TryParse(Format(value), out var time))
            return Problem("bad_date", $"'{Format(value) ?? "a list"}' is no date.", "A date looks like 2026-11-22 or 2026-11-22T10:00:00Z.");
        try
        {
            return time.ToDateTimeOffset().ToString(format, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            return Problem("bad_date_format", $"'{format}' is no form of a date.", "For example \"d MMMM yyyy\" or \"yyyy-MM-dd HH:mm\".");
        }
    }

    private static object? Money(object? value, string? currency)
    {
        if (IsMissing(value) || value is TemplateProblem) return value;
        if (!decimal.TryParse(Format(value), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
            return Problem("bad_amount", $"'{Format(value) ?? "a list"}' is no amount of money.", "An amount is a number such as 19.90.");
        var digits = Math.Abs(amount).ToString(currency == "JPY" ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);
        var sign = amount < 0 ? "-" : "";
        return Symbols.TryGetValue(currency ?? "", out var symbol) ? $"{sign}{symbol}{digits}" : $"{sign}{digits} {currency}".TrimEnd();
    }

    private static TemplateProblem Problem(string code, string message, string hint) => new(new(code, message) { Hint = hint });
}
