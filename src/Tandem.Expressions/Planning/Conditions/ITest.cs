using Tandem.Expressions.Facts;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Planning.Conditions;

/// <summary>
/// A condition as a struct, so that the runtime compiles each combination of conditions into one piece of machine code in
/// which nothing is called through a pointer: <c>Both&lt;NumberBetween, TextIs&gt;</c> runs like the same tests written in C#.
/// An outcome is true, false or an error, and an error is what neither holds nor fails; so both questions are plain truth
/// values, which compile to jumps.
/// </summary>
internal interface ITest<TSelf> where TSelf : struct, ITest<TSelf>
{
    // Static, and the test by reference: an instance method called through a type parameter would copy the struct first.

    /// <summary>
    /// Looks at the values that are there and calls nothing, so that nothing must be kept over a call. Nearly all
    /// evaluations end here; the others begin anew with <see cref="Holds"/>.
    /// </summary>
    static abstract Glance Try(in TSelf test, ref Value values);

    /// <summary>Whether it is true.</summary>
    static abstract bool Holds(in TSelf test, ref Value values, FactSource facts);

    /// <summary>Whether it is false.</summary>
    static abstract bool Fails(in TSelf test, ref Value values, FactSource facts);
}
