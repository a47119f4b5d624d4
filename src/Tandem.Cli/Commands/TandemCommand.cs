using System.CommandLine;
using System.CommandLine.Invocation;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary>The whole command line. Exit codes: 0 done, 1 it failed, 2 it was called wrongly, 130 it was interrupted.</summary>
public static class TandemCommand
{
    public static async Task<int> Run(IReadOnlyList<string> args, TextWriter results, TextWriter work, CancellationToken cancel)
    {
        var screen = new Screen(results, work);
        var parsed = Make(screen).Parse(args);
        try
        {
            var code = await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, Output = results, Error = work }, cancel);
            return parsed.Action is ParseErrorAction ? 2 : code;
        }
        catch (CommandFailedException failed)
        {
            screen.Fail(failed.Message);
            return 1;
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            screen.Fail(failed.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            screen.Fail("Interrupted.");
            return 130;
        }
    }

    private static RootCommand Make(Screen screen)
    {
        var shared = new Shared();
        var root = new RootCommand("tandem: one engine for every customer interaction, from the command line.")
        {
            ImportCommand.Make(shared, screen),
            ApplyCommand.Make(shared, screen),
            GetCommand.Make(shared, screen),
            TimelineCommand.Make(shared, screen),
            ExportCommand.Make(shared, screen),
            EraseCommand.Make(shared, screen),
            SuppressCommand.Make(shared, screen),
            SegmentsCommand.Make(shared, screen),
            WhyCommand.Make(shared, screen),
            CampaignCommand.Make(shared, screen),
            LoginCommand.Make(shared, screen),
            BackupCommand.Make(shared, screen),
            RestoreCommand.Make(),
            MigrateCommand.Make(),
            PlayCommand.Make(shared, screen),
            EvalCommand.Make(screen),
        };
        shared.AddTo(root);
        return root;
    }
}
