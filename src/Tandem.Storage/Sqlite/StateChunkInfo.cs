using Tandem.Primitives;

namespace Tandem.Storage.Sqlite;

/// <summary>A row of <c>state_deltas</c>; chunks have rising numbers in the order in which they were committed.</summary>
internal readonly record struct StateChunkInfo(long Number, ShardId Shard, int Bytes);
