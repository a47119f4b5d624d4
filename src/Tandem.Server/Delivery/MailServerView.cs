namespace Tandem.Server.Delivery;

/// <summary>The mail server that is set, if any, without its password.</summary>
/// <param name="Host">Host and port.</param>
/// <param name="From">Sender of templates that name none.</param>
public sealed record MailServerView(bool Configured, string? Host, string From);
