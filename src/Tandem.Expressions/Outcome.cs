namespace Tandem.Expressions;

/// <summary>What a rule says of one customer. An error counts as false wherever only yes and no are possible.</summary>
public enum Outcome : byte
{
    False = 0,
    True = 1,

    /// <summary>Data is missing or does not fit. The number has the bit of <see cref="True"/>, so that both join by "or" to an error.</summary>
    Error = 3,
}
