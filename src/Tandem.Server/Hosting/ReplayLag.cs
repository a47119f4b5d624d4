namespace Tandem.Server.Hosting;

/// <summary>What a start found in the journal after the last checkpoints and has not folded again yet.</summary>
/// <param name="Entries">Entries that are still to be folded.</param>
/// <param name="SecondsBehind">How old the oldest shard's last folded entry is; null while no shard that is behind has folded any.</param>
public sealed record ReplayLag(long Entries, double? SecondsBehind);
