using Tandem.Engine.Interactions;
using Tandem.Engine.Journal;

namespace Tandem.Server.Tests.Tracking;

/// <summary>An inbox in memory whose way can be barred, as a full disk or too much work would.</summary>
internal sealed class GatedInbox : IInbox
{
    private readonly List<Arrival> arrivals = [];

    /// <summary>Thrown by the next calls, as often as it is there.</summary>
    public Queue<Exception> Barred { get; } = new();

    public IReadOnlyList<Arrival> Arrivals
    {
        get
        {
            lock (arrivals) return [.. arrivals];
        }
    }

    /// <summary>As they would be read again from the journal.</summary>
    public IReadOnlyList<Interaction> Interactions => [.. Arrivals.Select(arrival => Interaction.Read(arrival.Payload))];

    public ValueTask<Receipt> Accept(IReadOnlyList<Arrival> coming)
    {
        lock (arrivals)
        {
            if (Barred.TryDequeue(out var exception)) throw exception;
            arrivals.AddRange(coming);
            return new(new Receipt(arrivals.Count));
        }
    }

    /// <summary>Waits until so many came: SDKs send when they like.</summary>
    public async Task<IReadOnlyList<Interaction>> WaitFor(int count)
    {
        for (var i = 0; i < 300 && Arrivals.Count < count; i++) await Task.Delay(50);
        Assert.True(Arrivals.Count >= count, $"{Arrivals.Count} of {count} interactions came.");
        return Interactions;
    }
}
