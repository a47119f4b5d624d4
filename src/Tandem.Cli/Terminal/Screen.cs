using Spectre.Console;

namespace Tandem.Cli.Terminal;

/// <summary>Where commands write: results to the first, everything about the work to the second. Colours only on a terminal.</summary>
public sealed class Screen
{
    public Screen(TextWriter results, TextWriter work)
    {
        Results = results;
        Out = On(results, 200);
        Work = On(work, 400);
    }

    /// <summary>For text that other programs read, such as JSON.</summary>
    public TextWriter Results { get; }

    /// <summary>For tables and results that people read.</summary>
    public IAnsiConsole Out { get; }

    /// <summary>For progress and errors.</summary>
    public IAnsiConsole Work { get; }

    public bool IsTerminal => Work.Profile.Out.IsTerminal;

    /// <summary>A line about what is being done, for whoever looks.</summary>
    public void Say(string message) => Work.Write(new Text(message + Environment.NewLine));

    public void Fail(string message) => Work.Write(new Text(message + Environment.NewLine, new Style(Color.Red)));

    public void Warn(string message) => Work.Write(new Text(message + Environment.NewLine, new Style(Color.Yellow)));

    private static IAnsiConsole On(TextWriter writer, int widthElsewhere)
    {
        var output = new AnsiConsoleOutput(writer);
        if (output.IsTerminal) return AnsiConsole.Create(new() { Out = output });
        var console = AnsiConsole.Create(new() { Out = output, Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
        // A file or a pipe has no width; without one, long lines would be broken at 80.
        console.Profile.Width = widthElsewhere;
        return console;
    }
}
