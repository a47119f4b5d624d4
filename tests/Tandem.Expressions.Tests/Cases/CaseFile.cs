using System.Globalization;
using System.Text;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Cases;

/// <summary>A file of rules about one customer; its own first lines say how it is written.</summary>
internal sealed class CaseFile
{
    private CaseFile(CustomerFacts facts, IReadOnlyList<(bool Holds, string Rule)> cases)
    {
        Facts = facts;
        Cases = cases;
    }

    public CustomerFacts Facts { get; }

    public IReadOnlyList<(bool Holds, string Rule)> Cases { get; }

    public static CaseFile Read(string name)
    {
        var facts = new CustomerFacts();
        var cases = new List<(bool, string)>();
        foreach (var line in File.ReadLines(Repository.File("tests", "Tandem.Expressions.Tests", "Cases", name)))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var (word, rest) = Split(line, " ");
            if (word is "yes" or "no") cases.Add((word == "yes", rest));
            else Add(facts, word, rest);
        }
        return new CaseFile(facts, cases);
    }

    private static void Add(CustomerFacts facts, string word, string rest)
    {
        var (name, value) = Split(rest, "=");
        switch (word)
        {
            case "trait":
                facts.Traits[name] = Json(value);
                break;
            case "identity":
                facts.Identities[name] = Json(value);
                break;
            case "consent":
                facts.Consents[name] = Json(value);
                break;
            case "account":
                facts.AccountTraits[name] = Json(value);
                break;
            case "segment":
                facts.Segments.Add(rest);
                break;
            case "happened":
                var (happened, ago) = Split(rest, ",");
                var (days, sent) = Split(ago, " days ago");
                facts.Events.Add(Happened.DaysAgo(double.Parse(days, CultureInfo.InvariantCulture), happened, sent.StartsWith("with ", StringComparison.Ordinal) ? sent[5..] : "{}"));
                break;
            case "event":
                facts.Event = Json(rest);
                break;
            default:
                throw new FormatException($"`{word}` says nothing about a customer.");
        }
    }

    private static Value Json(string text) => ValueJson.Read(Encoding.UTF8.GetBytes(text));

    private static (string First, string Second) Split(string text, string separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at < 0 ? (text, "") : (text[..at].Trim(), text[(at + separator.Length)..].Trim());
    }
}
