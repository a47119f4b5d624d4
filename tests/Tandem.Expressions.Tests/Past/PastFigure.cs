using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Tandem.Expressions.Tests.Past;

/// <summary>A question to the past, as a rule asks it and with its answer worked out in C#: a long, a double, a text, or null for nothing.</summary>
internal sealed record PastFigure(string Text, Func<IReadOnlyList<Happening>, int, object?> Answer)
{
    private delegate bool Follows(Happening one, IReadOnlyList<Happening> history, int now);

    private static readonly Gen<string> Variables = Gen.Elements("e", "order", "e1");

    private static readonly Gen<(string Text, Func<Happening, bool> Holds)> Wheres =
        from conditions in Gen.Choose(0, 2).SelectMany(count => Gen.ListOf(PastCondition.All, count))
        from variable in Variables
        select (string.Concat(conditions.Select(condition => $".where({variable}, {condition.With(variable)})")), (Func<Happening, bool>)(one => conditions.All(condition => condition.Holds(one))));

    private static readonly Gen<(string Text, Follows Follows)> Followings =
        from name in Gen.Elements("A", "B")
        from condition in Wheres
        from minutes in Gen.Choose(1, 6)
        from isNegated in Gen.Elements(true, false)
        select ($".{(isNegated ? "not_followed_by" : "followed_by")}(events(\"{name}\"){condition.Text}, \"{minutes}m\")", (Follows)((one, history, now) =>
        {
            for (var minute = one.Minute + 1; minute <= one.Minute + minutes; minute++)
                foreach (var other in history)
                    if (other.Minute == minute && other.Name == name && condition.Holds(other)) return !isNegated;
            return isNegated && now - minutes >= one.Minute;
        }));

    private static readonly Gen<(string Text, Func<List<Happening>, object?> Answer)> Questions = Gen.Elements<(string, Func<List<Happening>, object?>)>(
        ("count()", events => (long)events.Count),
        ("first().timestamp", events => events.Count == 0 ? null : (long)events[0].Minute),
        ("last().timestamp", events => events.Count == 0 ? null : (long)events[^1].Minute),
        ("first().properties.category", events => events.Count == 0 || events[0].Category == Happening.Nothing ? null : events[0].Category ?? "null"),
        ("last().properties[\"category\"]", events => events.Count == 0 || events[^1].Category == Happening.Nothing ? null : events[^1].Category ?? "null"),
        ("sum(e, e.properties.total)", events => Numbers(events).Sum() is var sum ? AsDouble(sum) : null),
        ("avg(item, item.properties.total)", events => Numbers(events) is { Count: > 0 } numbers ? AsDouble(numbers.Sum() / numbers.Count) : null),
        ("min(e, e.properties.total)", events => Numbers(events) is { Count: > 0 } numbers ? AsDouble(numbers.Min()) : null),
        ("max(e, e.properties.total)", events => Numbers(events) is { Count: > 0 } numbers ? AsDouble(numbers.Max()) : null),
        ("distinct(e, e.properties.category)", events => events.Select(one => one.Category).Where(category => category is string).GroupBy(category => category).LongCount()),
        ("distinct(e, e.properties.total)", events => (long)new HashSet<object?>(events.Select(one => one.Total).Where(total => total is double or string)).Count));

    public static readonly Gen<PastFigure> All =
        from name in Gen.Elements("A", "B")
        from condition in Wheres
        from window in Gen.Choose(0, 8)
        from following in Gen.Choose(0, 2).SelectMany(count => Gen.ListOf(Followings, count))
        from question in Questions
        from isWindowFirst in Gen.Elements(true, false)
        let within = window == 0 ? "" : $".within(\"{window}m\")"
        let rest = condition.Text + string.Concat(following.Select(one => one.Text))
        select new PastFigure($"events(\"{name}\"){(isWindowFirst ? within + rest : rest + within)}.{question.Text}", (history, now) =>
        {
            // Put in order one by one, each behind all that are not later.
            var events = new List<Happening>();
            foreach (var one in history)
            {
                if (one.Name != name || !condition.Holds(one) || (window > 0 && now - one.Minute >= window) || !following.All(other => other.Follows(one, history, now))) continue;
                var place = events.Count;
                while (place > 0 && events[place - 1].Minute > one.Minute) place--;
                events.Insert(place, one);
            }
            return question.Answer(events);
        });

    private static List<decimal> Numbers(List<Happening> events) => [.. events.Select(one => one.Total).OfType<double>().Select(number => (decimal)number)];

    private static double AsDouble(decimal number) => double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
