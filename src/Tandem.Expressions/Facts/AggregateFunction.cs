namespace Tandem.Expressions.Facts;

/// <summary>What is asked of the events that an aggregate selects. Numbers are read as <see cref="ExactSum.TryRead"/> reads them; events without one are left out.</summary>
public enum AggregateFunction
{
    /// <summary>How many, an int.</summary>
    Count,

    /// <summary>The first by its timestamp, or what is picked of it; of several at one time the one that arrived first. Missing where there is none.</summary>
    First,

    /// <summary>The last by its timestamp, or what is picked of it; of several at one time the one that arrived last. Missing where there is none.</summary>
    Last,

    /// <summary>The exact sum of a number, rounded to a double once; 0 of none.</summary>
    Sum,

    /// <summary>The exact sum of a number by how many there are, rounded to a double once. Missing where there is none.</summary>
    Average,

    /// <summary>The smallest number. Missing where there is none.</summary>
    Min,

    /// <summary>The largest number. Missing where there is none.</summary>
    Max,

    /// <summary>How many different values, an int: different as the language's <c>==</c> has it. Null, errors and NaN are left out.</summary>
    Distinct,
}
