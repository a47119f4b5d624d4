using System.ComponentModel;
using System.Text;

namespace Tandem.Engine.Tests.Arrows;

/// <summary>Uses a type in each place where a type can be used.</summary>
[Description("an attribute")]
internal sealed class Sample
{
    private readonly Stack<Half>[] fields = [];

    public static Func<object> InLambda() => () => new UriBuilder();

    public static IEnumerable<object> InIterator()
    {
        yield return new StringBuilder();
    }

    public static int InBody() => Environment.ProcessorCount;

    public int InSignature(Version? version) => version is null ? fields.Length : 0;
}
