using System.CommandLine;

namespace Tandem.Cli.Commands;

/// <summary>The argument that names a customer.</summary>
public static class Identities
{
    public static Argument<string> Argument()
    {
        var argument = new Argument<string>("CUSTOMER") { Description = "One of the customer's identities, e.g. userId:42 or email:ada@example.com." };
        argument.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>() ?? "";
            if (text.IndexOf(':') is <= 0 || text.EndsWith(':')) result.AddError($"'{text}' names no customer. Write the kind and the value, e.g. userId:42.");
        });
        return argument;
    }

    /// <summary>The path of the API that answers for the customer.</summary>
    public static string Path(string identity)
    {
        var colon = identity.IndexOf(':');
        return $"/api/v1/customers/{Uri.EscapeDataString(identity[..colon])}:{Uri.EscapeDataString(identity[(colon + 1)..])}";
    }
}
