namespace Tandem.Server.Overview;

/// <summary>The shards that the process that is asked folds; the workspace's others are other processes'.</summary>
/// <param name="Shards">How many the workspace has.</param>
/// <param name="Items">Those of this process.</param>
public sealed record ShardList(int Shards, IReadOnlyList<ShardModel> Items);

/// <summary>One part of the customers, folded by one process at a time.</summary>
/// <param name="Waiting">Entries that wait to be folded.</param>
/// <param name="LagSeconds">How old the oldest of them is, by the workspace's clock; 0 where none waits.</param>
/// <param name="Folded">Entries folded since the shard was opened.</param>
public sealed record ShardModel(int Shard, long Waiting, double LagSeconds, long Folded);
