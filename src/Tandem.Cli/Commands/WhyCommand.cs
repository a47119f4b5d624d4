using System.CommandLine;
using Tandem.Cli.Api;
using Tandem.Cli.Evaluating;
using Tandem.Cli.Terminal;

namespace Tandem.Cli.Commands;

/// <summary><c>tandem why userId:42 lapsing</c></summary>
public static class WhyCommand
{
    public static Command Make(Shared shared, Screen screen)
    {
        var identity = Identities.Argument();
        var segment = new Argument<string>("SEGMENT") { Description = "The name of a segment." };
        var json = new Option<bool>("--json") { Description = "The API's answer as it is, for programs." };
        var command = new Command("why", "Why a customer is in a segment, or why not: its rule, with what each part of it found.") { identity, segment, json };
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = new TandemClient(shared.Connection(parsed));
            var (customer, name) = (parsed.GetRequiredValue(identity), parsed.GetRequiredValue(segment));
            var found = await client.Get($"{Identities.Path(customer)}/segments/{Uri.EscapeDataString(name)}", cancel);
            if (parsed.GetValue(json))
            {
                screen.Results.WriteLine(found.GetRawText());
                return 0;
            }
            var since = found.Flag("in") ? $" since {found.Time("since")}{(found.Flag("initial") ? " (found when the segment was defined)" : "")}" : "";
            screen.Results.WriteLine($"{customer} is {(found.Flag("in") ? "in" : "not in")} {name}{since}.");
            if (found.Flag("pending")) screen.Results.WriteLine("The rules changed, and this customer is yet to be looked at. By the present rule:");
            screen.Results.WriteLine();
            screen.Results.WriteLine(ExplanationText.Whole(ExplanationReader.Read(found.Find("why") ?? default)));
            return 0;
        });
        return command;
    }
}
