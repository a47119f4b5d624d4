using Npgsql;
using Tandem.Engine.Effects;
using Tandem.Engine.Journal;
using Tandem.Engine.States;
using Tandem.Governance.Documents;

namespace Tandem.Storage.Postgres;

/// <summary>
/// Everything that a workspace keeps, in a PostgreSQL database that any number of processes share. No process is special:
/// whatever one of them leaves undone another one does. Thread-safe.
/// </summary>
public sealed class PostgresStore : IAsyncDisposable
{
    private readonly NpgsqlDataSource turns, reads;
    private readonly PostgresInbox inbox;
    private readonly PostgresShardStore shards;
    private readonly NodePresence presence;
    private long waiting;

    private PostgresStore(string connection, TimeProvider clock, PostgresOptions options)
    {
        reads = Source(connection, "");
        // A process that hangs must not keep others from its shard; the server frees it.
        turns = Source(connection, $"-c idle_in_transaction_session_timeout={(int)options.TurnTimeout.TotalMilliseconds} -c statement_timeout=30000 -c lock_timeout=10000");
        ShardCount = PostgresFaults.Run(() => PostgresSchema.Ensure(reads, options.ShardCount));
        shards = new(turns, reads, ShardCount, Node, clock, options);
        inbox = new(reads, ShardCount, () => Volatile.Read(ref waiting), options);
        States = new PostgresStateReader(reads, ShardCount);
        Journal = new PostgresJournal(reads);
        Outbox = new PostgresOutbox(reads);
        Documents = new PostgresDocuments(reads);
        Messages = new PostgresMessageStore(reads);
        Suppressions = new PostgresSuppressionStore(reads);
        presence = new(reads, Node, options.NodeName, options.Silence);
    }

    /// <summary>Names this process among those that share the workspace.</summary>
    public Guid Node { get; } = Guid.NewGuid();

    public int ShardCount { get; }

    public IInbox Inbox => inbox;

    public IJournal Journal { get; }

    public IShardStore Shards => shards;

    public IOutbox Outbox { get; }

    public IStateReader States { get; }

    public IDocuments Documents { get; }

    public IMessageStore Messages { get; }

    public ISuppressionStore Suppressions { get; }

    /// <summary>Opens the workspace in a database, and makes its tables where they are not there yet.</summary>
    /// <param name="connection">As Npgsql takes it: <c>Host=…;Database=…;Username=…</c>.</param>
    /// <param name="clock">Gives entries their <c>at</c>.</param>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    /// <exception cref="InvalidDataException">The tables were made by a newer version.</exception>
    public static PostgresStore Open(string connection, TimeProvider clock, PostgresOptions options) => new(connection, clock, options);

    /// <summary>Says that this process is there, and looks how much waits; somebody asks for it a few times a second.</summary>
    /// <returns>How many processes are there.</returns>
    /// <exception cref="StorageUnavailableException">The database cannot be reached.</exception>
    public int Beat()
    {
        Volatile.Write(ref waiting, States.Waiting);
        return presence.Step();
    }

    /// <summary>The shards that nobody owns who is there.</summary>
    public IReadOnlyList<Primitives.ShardId> FreeShards() => shards.Free();

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
