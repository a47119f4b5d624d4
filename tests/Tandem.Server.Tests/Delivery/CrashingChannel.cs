using Tandem.Connect.Channels;

namespace Tandem.Server.Tests.Delivery;

/// <summary>A channel at which the process dies: before it hands a message on, or after and before anybody hears of it.</summary>
internal sealed class CrashingChannel(IChannel inner) : IChannel
{
    /// <summary>Crashes with this message's key; null: with none.</summary>
    public string? At { get; set; }

    public bool BeforeSending { get; set; }

    public string Name => inner.Name;

    public bool RepeatsAreHarmless => inner.RepeatsAreHarmless;

    public bool ReachesPeople => inner.ReachesPeople;

    public int Parallel => inner.Parallel;

    public async ValueTask<SendResult> Send(OutgoingMessage message, CancellationToken cancel)
    {
        if (message.Key == At && BeforeSending) throw new CrashException();
        var result = await inner.Send(message, cancel);
        return message.Key == At ? throw new CrashException() : result;
    }
}

internal sealed class CrashException() : Exception("The process ends here.");
