namespace Tandem.Cli.Maps;

/// <summary>What a row gave for a value: a value, nothing (the field is left out), or why it cannot be had.</summary>
/// <param name="Value">Text, a double, a long, a bool, or a dictionary of fields; null for nothing.</param>
/// <param name="Trouble">One sentence for the file of rejected rows.</param>
public readonly record struct Reading(object? Value, string? Trouble)
{
    public static readonly Reading Nothing;

    public static Reading Of(object value) => new(value, null);

    public static Reading Fail(string trouble) => new(null, trouble);
}
