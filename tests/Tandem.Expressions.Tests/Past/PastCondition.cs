using FsCheck;
using FsCheck.Fluent;

namespace Tandem.Expressions.Tests.Past;

/// <summary>A condition on an event, as a rule says it and as C# does.</summary>
/// <param name="Text">With <c>{0}</c> for the event.</param>
internal sealed record PastCondition(string Text, Func<Happening, bool> Holds)
{
    public static readonly Gen<PastCondition> All = Gen.Elements(
        new PastCondition("{0}.properties.total > 5", one => one.Total is double total && total > 5),
        new PastCondition("!({0}.properties.total > 5)", one => one.Total is double total && !(total > 5)),
        new PastCondition("{0}.properties.category == \"x\"", one => one.Category is "x"),
        new PastCondition("has({0}.properties.category)", one => one.Category != Happening.Nothing),
        new PastCondition("{0}.properties[\"total\"] < 0 || {0}.properties.category != \"x\"", one => (one.Total is double total && total < 0) || (one.Category is not "x" && one.Category != Happening.Nothing)),
        new PastCondition("[\"x\", \"y\"].exists(one, one == {0}.properties.category) && {0}.name == \"A\"", one => one.Category is "x" or "y" && one.Name == "A"),
        new PastCondition("{0}.properties.total", _ => false));

    public string With(string variable) => Text.Replace("{0}", variable, StringComparison.Ordinal);
}
