using Tandem.Expressions.Types;
using Tandem.Expressions.Values;

namespace Tandem.Expressions.Tests.Functions;

/// <summary>Expressions without variables, checked and evaluated.</summary>
internal static class Expression
{
    public static Value Evaluated(string text, bool check = true)
    {
        var program = Program.Compile(text, Declarations.None, check);
        return program.IsOk ? program.Value.Evaluate(new Dictionary<string, Value>()) : throw new InvalidOperationException(string.Join("\n", program.Errors));
    }

    public static void IsTrue(string text)
    {
        var value = Evaluated(text);
        Assert.True(value.IsTrue, $"{text} is {value}");
    }

    /// <summary>Fails in the same way whether it is planned or worked out as a constant; the message is for people.</summary>
    public static void Fails(string text, string code)
    {
        var value = Evaluated(text);
        Assert.True(value.IsError, $"{text} is {value}");
        Assert.Equal(code, value.AsError.Code);
    }
}
