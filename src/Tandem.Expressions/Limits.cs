namespace Tandem.Expressions;

/// <summary>How large a rule may be and how much work one evaluation may do. A limit that is passed is an error, never a crash.</summary>
/// <param name="MaxLength">Longest text in UTF-16 units; 100 KB.</param>
/// <param name="MaxDepth">Deepest nesting, of brackets and of the tree; 250.</param>
/// <param name="MaxWork">What one evaluation may do: a round of a macro, an item compared or copied and 64 characters read are one each; 1,000,000.</param>
public sealed record Limits(int MaxLength = 100 * 1024, int MaxDepth = 250, int MaxWork = 1_000_000)
{
    public static readonly Limits Default = new();
}
