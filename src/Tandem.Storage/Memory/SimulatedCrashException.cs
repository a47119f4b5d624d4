namespace Tandem.Storage.Memory;

/// <summary>The process has ended, as far as a simulated store goes: nothing of it may be used any more.</summary>
public sealed class SimulatedCrashException(StorePoint? point)
    : Exception(point is null ? "The store has crashed." : $"The store crashed at {point}.")
{
    /// <summary>Where it crashed; null for a call after the crash.</summary>
    public StorePoint? Point { get; } = point;
}
