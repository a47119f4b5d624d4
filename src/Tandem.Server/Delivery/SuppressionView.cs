using Tandem.Engine.Effects;

namespace Tandem.Server.Delivery;

/// <summary>An address that gets nothing on a channel.</summary>
public sealed record SuppressionView(string Channel, string Address, string Reason, string At, string By)
{
    public static SuppressionView Of(Suppression one) => new(one.Channel, one.Address, one.Reason, one.At.ToString(), one.By);
}
