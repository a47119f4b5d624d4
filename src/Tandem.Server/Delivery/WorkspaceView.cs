using System.Reflection;

namespace Tandem.Server.Delivery;

/// <summary>The workspace and how it sends.</summary>
/// <param name="LoopbackOnly">True until people have accounts: the server answers this machine alone.</param>
public sealed record WorkspaceView(string Name, bool SendingOutside, MailServerView Smtp, bool LoopbackOnly, string Version)
{
    public static WorkspaceView Of(DeliveryOptions options, SendingSwitch sending) => new(
        options.Workspace, sending.Outside, new(options.Smtp is not null, options.Smtp is { } smtp ? $"{smtp.Host}:{smtp.Port}" : null, Shown(options)), true,
        typeof(WorkspaceView).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "");

    private static string Shown(DeliveryOptions options) => options.From.Name is { } name ? $"{name} <{options.From.Address}>" : options.From.Address;
}
