namespace Tandem.Engine.Effects;

/// <summary>What a message is for: decides which consent it needs.</summary>
public enum TemplatePurpose
{
    /// <summary>Advertises: needs consent and a way to unsubscribe.</summary>
    Marketing,

    /// <summary>Tells what the customer must know, such as a receipt: needs no consent.</summary>
    Transactional,
}
