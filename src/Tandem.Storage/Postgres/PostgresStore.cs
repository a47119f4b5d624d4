using Npgsql;
using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Governance.Documents;
using Tandem.Primitives;
using Tandem.Storage.Backups;
using Tandem.Storage.Clocks;
using Tandem.Storage.Figures;
using Tandem.Storage.Postgres.States;

namespace Tandem.Storage.Postgres;

/// <summary>
/// Everything that a workspace keeps, in a PostgreSQL database that any number of processes share. No process is special:
/// whatever one of them leaves undone another one does. Thread-safe.
/// </summary>
public sealed class PostgresStore : ISharedStore, IAsyncDisposable
{
    private readonly NpgsqlDataSource turns, reads;
    private readonly PostgresInbox inbox;
    private readonly PostgresShardStore shards;
    private readonly NodePresence presence;
    private readonly Hints hints;
    private readonly StateMerger merger;
    private readonly DatabaseClock? inStep;
    private long waiting;

    private PostgresStore(string connection, TimeProvider clock, PostgresOptions options, DatabaseClock? inStep)
    {
        this.inStep = inStep;
        reads = Source(connection, "");
        // A process that hangs must not keep others from its shard; the server frees it.
        turns = Source(connection, $"-c idle_in_transaction_session_timeout={(int)options.TurnTimeout.TotalMilliseconds} -c statement_timeout=30000 -c lock_timeout=10000");
        var place = new NpgsqlConnectionStringBuilder(connection);
        SendingLease = options.SendingLease;
        Name = $"{place.Database} at {place.Host}:{place.Port}";
        ShardCount = PostgresFaults.Run(() => PostgresSchema.Ensure(reads, options.ShardCount));
        inStep?.Ask(Now);
        hints = new(reads);
        var tables = new StateTables(ShardCount);
        merger = new(reads, tables, options);
        shards = new(turns, reads, tables, ShardCount, Node, clock, hints, options);
        inbox = new(reads, ShardCount, () => Volatile.Read(ref waiting), hints.Tell, options);
        States = new PostgresStateReader(reads, tables, ShardCount);
        Journal = new PostgresJournal(reads);
        Outbox = new PostgresOutbox(reads, Node, options.SendingLease);
        Figures = new PostgresFigures(reads, inbox);
        Documents = new PostgresDocuments(reads);
        Messages = new PostgresMessageStore(reads, Node, options.SendingLease);
        Suppressions = new PostgresSuppressionStore(reads);
        Erasables = new(reads, Journal, States, merger.MergeAll);
        Retention = new(reads);
        presence = new(reads, Node, options.NodeName, options.Silence);
    }

    /// <summary>How long a sender may have a message in hand before another may take it.</summary>
    public TimeSpan SendingLease { get; }

    /// <summary>Names this process among those that share the workspace.</summary>
    public Guid Node { get; } = Guid.NewGuid();

    /// <summary>For people: the database's name and where its server is.</summary>
    public string Name { get; }

    public int ShardCount { get; }

    public IInbox Inbox => inbox;

    public IJournal Journal { get; }

    public IShardStore Shards => shards;

    public IOutbox Outbox { get; }

    public IStateReader States { get; }

    public IStoreFigures Figures { get; }

    public IDocuments Documents { get; }

    public IMessageStore Messages { get; }

    public ISuppressionStore Suppressions { get; }

    /// <summary>What holds data of a customer who is erased, besides the states.</summary>
    public PostgresErasables Erasables { get; }

    /// <summary>Takes away entries whose time is over.</summary>
    public PostgresRetention Retention { get; }

    /// <summary>Rewrites entries of the journal, for tests that do it themselves.</summary>
    internal IJournalEraser Eraser => Erasables.Eraser;

    /// <summary>Opens the workspace in a database, and makes its tables where they are not there yet.</summary>
    /// <param name="connection">As Npgsql takes it: <c>Host=…;Database=…;Username=…</c>.</param>
    /// <param name="clock">Gives entries their <c>at</c>; for a server one that reckons by <paramref name="inStep"/>, so that all processes have the same time.</param>
    /// <param name="inStep">Kept in step with the database's clock, from now on and with each beat.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    /// <exception cref="InvalidDataException">The tables were made by a newer version.</exception>
    public static PostgresStore Open(string connection, TimeProvider clock, PostgresOptions options, DatabaseClock? inStep = null) => new(connection, clock, options, inStep);

    /// <summary>Says that this process is there, and looks how much waits; somebody asks for it a few times a second.</summary>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public NodesPresent Beat()
    {
        Volatile.Write(ref waiting, States.Waiting);
        inStep?.Ask(Now);
        return presence.Step();
    }

    private Instant Now() => reads.Read("SELECT clock_timestamp()", _ => { }, row => Instant.From(row.GetFieldValue<DateTimeOffset>(0)))[0];

    /// <summary>Calls when any process has accepted something, and tells the others of what this one accepts, until it is stopped. Only hints: one may be lost.</summary>
    public void Listen(Action accepted, CancellationToken stopping)
    {
        _ = Task.Run(() => hints.Send(stopping), CancellationToken.None);
        _ = Task.Run(() => hints.Hear(accepted, stopping), CancellationToken.None);
    }

    /// <summary>Puts changed states of this process's shards into rows, where that is worth it now: a shard's at most. Somebody asks for it a few times a second.</summary>
    /// <returns>Whether there was something to be done.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached; nothing was changed.</exception>
    public bool Merge() => merger.Step(shards.Held);

    /// <summary>Puts all changed states of all shards into rows, for tests.</summary>
    internal void MergeAll() => merger.MergeAll();

    /// <summary>The shards that this process may open: nobody owns them who is there.</summary>
    public IReadOnlyList<ShardId> FreeShards() => shards.Free();

    /// <summary>The shards that this process has open although they are no longer its own: it stood still, and another took them.</summary>
    public IReadOnlyList<ShardId> TakenShards() => shards.Taken();

    /// <summary>The shards for which something waits. Also those that bear another's name: who takes one for its own learns of it by trying.</summary>
    public IReadOnlyList<ShardId> WaitingShards() => reads.Read(
        "SELECT shard_id FROM shards s WHERE EXISTS (SELECT 1 FROM journal WHERE shard_id = s.shard_id AND first IS NULL) ORDER BY shard_id",
        _ => { }, row => new ShardId(row.GetInt32(0)));

    /// <summary>The newest receipt of what is visible and waits; default where nothing does.</summary>
    /// <param name="sent">Only of what shards sent each other.</param>
    public Receipt NewestWaiting(bool sent) =>
        new(reads.Read("SELECT coalesce(max(id), 0) FROM journal WHERE first IS NULL AND (sent OR NOT $1)", to => to.Bool(sent), row => row.GetInt64(0))[0]);

    /// <summary>Whether nothing waits any more of what was visible when a receipt was given.</summary>
    /// <param name="shard">Only in this shard; null for all.</param>
    public bool HasTaken(Receipt receipt, ShardId? shard) => shard is { } one
        ? reads.Read("SELECT 1 FROM journal WHERE first IS NULL AND shard_id = $2 AND id <= $1 LIMIT 1", to => to.Long(receipt.Value).Int(one.Value), _ => true).Count == 0
        : reads.Read("SELECT 1 FROM journal WHERE first IS NULL AND id <= $1 LIMIT 1", to => to.Long(receipt.Value), _ => true).Count == 0;

    /// <summary>All shards as they are stored now, in order, to be looked at.</summary>
    public IReadOnlyList<IShardTurn> Look() => reads.Read<IShardTurn>(
        "SELECT shard_id, position, head FROM shards ORDER BY shard_id", _ => { }, row => new PostgresShardLook(States, new(row.GetInt32(0)), new(row.GetInt64(1)), row.Blob(2)));

    /// <summary>Takes the moment of a backup: all of the workspace as it is now, in one transaction that reads.</summary>
    /// <param name="id">Its name among the backups.</param>
    /// <param name="version">The version of Tandem.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public IBackupSource BeginBackup(string id, Instant at, string version) => PostgresBackup.Begin(reads, id, at, version);

    public async ValueTask DisposeAsync()
    {
        await inbox.DisposeAsync();
        try
        {
            presence.Leave();
        }
        catch (StorageUnavailableException)
        {
            // It is not heard of any more, and others notice.
        }
        shards.Dispose();
        await turns.DisposeAsync();
        await reads.DisposeAsync();
    }

    private static NpgsqlDataSource Source(string connection, string settings)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2, NoResetOnClose = true, KeepAlive = 5, TcpKeepAlive = true, Timeout = 5 };
        if (settings.Length > 0) builder.Options = $"{builder.Options} {settings}".Trim();
        return NpgsqlDataSource.Create(builder);
    }
}
