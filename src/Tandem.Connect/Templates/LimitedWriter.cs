using System.Text;

namespace Tandem.Connect.Templates;

/// <summary>Collects text up to a limit, so that a loop in a template cannot fill the memory.</summary>
internal sealed class LimitedWriter(int limit) : TextWriter
{
    private readonly StringBuilder text = new();

    public override Encoding Encoding => Encoding.UTF8;

    /// <exception cref="OutputTooLongException">The limit is passed.</exception>
    public override void Write(char value)
    {
        if (text.Length + 1 > limit) throw new OutputTooLongException();
        text.Append(value);
    }

    /// <exception cref="OutputTooLongException">The limit is passed.</exception>
    public override void Write(string? value)
    {
        if (text.Length + (value?.Length ?? 0) > limit) throw new OutputTooLongException();
        text.Append(value);
    }

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    public override string ToString() => text.ToString();
}

/// <summary>Stops a render from inside the template engine; never leaves this folder.</summary>
internal sealed class OutputTooLongException() : IOException("The output of a template is too long.");
