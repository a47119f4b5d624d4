using Npgsql;

namespace Tandem.Storage.Postgres;

/// <summary>
/// The tables of a workspace: made where they are not there, checked where they are. Every table that grows is keyed by
/// the shard first, so that it can be spread over several servers.
/// </summary>
internal static class PostgresSchema
{
    /// <summary>The format of the tables, which <c>workspace.format</c> names.</summary>
    private const int Format = 2;

    /// <summary>Any number that nobody else uses: two processes that start at once make the tables one after the other.</summary>
    private const long MakingLock = 0x7461_6e64_656d;

    /// <summary>How many positions a turn may give at most; they are taken from the sequence at once.</summary>
    public const int PositionsPerTurn = 1024;

    // What is accepted is a row of the journal without a position; a turn gives it one. Payloads are not compressed by the
    // server, nor moved out of their row where they fit: they are written once and read once.
    // States leave room in their pages, so that a new form of one stays beside the old and no index is written. Chunks of them
    // are written once, and gone with the next merge: their pages are free again soon. The server takes no samples of bytes: nobody
    // plans by them, and those of a table that is empty by now would stay after an erasure.
    private const string Since2 = """
        CREATE TABLE state_chunks(shard_id int NOT NULL, number bigint NOT NULL, entries bytea NOT NULL, bytes bytea NOT NULL, PRIMARY KEY(shard_id, number))
            WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 50000);
        ALTER TABLE state_chunks ALTER entries SET STORAGE EXTERNAL, ALTER bytes SET STORAGE EXTERNAL;
        ALTER TABLE state_chunks ALTER entries SET STATISTICS 0, ALTER bytes SET STATISTICS 0;
        ALTER TABLE journal ALTER payload SET STATISTICS 0;
        ALTER TABLE states ALTER work SET STATISTICS 0;
        ALTER TABLE timeline ALTER bytes SET STATISTICS 0;
        ALTER TABLE effects ALTER payload SET STATISTICS 0;
        ALTER TABLE messages ALTER effect SET STATISTICS 0, ALTER content SET STATISTICS 0;
        CREATE TABLE state_merges(shard_id int PRIMARY KEY, begun bigint NOT NULL DEFAULT 0, upto bigint NOT NULL DEFAULT 0) WITH (fillfactor = 10);
        INSERT INTO state_merges(shard_id) SELECT shard_id FROM shards;
        """;

    private static readonly string Tables = $"""
        CREATE TABLE workspace(one boolean PRIMARY KEY DEFAULT true CHECK (one), format int NOT NULL, shards int NOT NULL);
        CREATE SEQUENCE positions INCREMENT {PositionsPerTurn} START 1;
        CREATE TABLE nodes(node uuid PRIMARY KEY, name text NOT NULL, started timestamptz NOT NULL DEFAULT now(), seen timestamptz NOT NULL DEFAULT now());
        CREATE TABLE shards(shard_id int PRIMARY KEY, owner uuid, turn bigint NOT NULL DEFAULT 0, position bigint NOT NULL DEFAULT 0, taken bigint NOT NULL DEFAULT 0, at bigint NOT NULL DEFAULT 0, head bytea NOT NULL DEFAULT '')
            WITH (fillfactor = 10);
        ALTER TABLE shards ALTER head SET STORAGE EXTERNAL;
        CREATE TABLE journal(
            shard_id int NOT NULL, id bigint GENERATED ALWAYS AS IDENTITY, sent boolean NOT NULL, entries int NOT NULL, first bigint, at bigint, payload bytea NOT NULL,
            PRIMARY KEY(shard_id, id))
            WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);
        ALTER TABLE journal ALTER payload SET STORAGE EXTERNAL;
        CREATE INDEX journal_waiting ON journal(shard_id, id) INCLUDE (entries, sent) WHERE first IS NULL;
        CREATE INDEX journal_taken ON journal(first) WHERE first IS NOT NULL;
        CREATE TABLE dispositions(shard_id int NOT NULL, last bigint NOT NULL, first_entry bigint NOT NULL, last_entry bigint NOT NULL, bytes bytea NOT NULL, PRIMARY KEY(shard_id, last));
        ALTER TABLE dispositions ALTER bytes SET STORAGE EXTERNAL;
        CREATE INDEX dispositions_by_entry ON dispositions(last_entry, first_entry);
        CREATE TABLE states(shard_id int NOT NULL, id bigint NOT NULL, due bigint, profile json, work bytea NOT NULL, PRIMARY KEY(shard_id, id))
            WITH (fillfactor = 70, toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0.2);
        ALTER TABLE states ALTER work SET STORAGE EXTERNAL;
        CREATE TABLE identities(shard_id int NOT NULL, key bigint NOT NULL, kind text COLLATE "C" NOT NULL, value text COLLATE "C" NOT NULL, owner bigint NOT NULL, PRIMARY KEY(shard_id, key, kind, value));
        CREATE INDEX identities_by_value ON identities(lower(value) text_pattern_ops);
        CREATE TABLE timeline(shard_id int NOT NULL, id bigint NOT NULL, number int NOT NULL, bytes bytea NOT NULL, PRIMARY KEY(shard_id, id, number));
        CREATE TABLE counts(shard_id int NOT NULL, name text COLLATE "C" NOT NULL, value numeric NOT NULL, PRIMARY KEY(shard_id, name)) WITH (fillfactor = 50);
        CREATE TABLE effects(
            shard_id int NOT NULL, number bigint GENERATED ALWAYS AS IDENTITY, key text COLLATE "C" NOT NULL, customer bigint NOT NULL, at bigint NOT NULL, payload bytea NOT NULL,
            lease_node uuid, lease_until timestamptz, PRIMARY KEY(shard_id, key));
        CREATE INDEX effects_in_order ON effects(number);
        CREATE TABLE documents(kind text COLLATE "C" NOT NULL, name text COLLATE "C" NOT NULL, version bigint NOT NULL, bytes bytea NOT NULL, PRIMARY KEY(kind, name));
        CREATE TABLE streams(name text COLLATE "C" PRIMARY KEY, last bigint NOT NULL);
        CREATE TABLE log(stream text COLLATE "C" NOT NULL, number bigint NOT NULL, at bigint NOT NULL, bytes bytea NOT NULL, PRIMARY KEY(stream, number));
        CREATE TABLE messages(
            number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key text COLLATE "C" NOT NULL UNIQUE, customer bigint NOT NULL, status int NOT NULL, address text NOT NULL, subject text NOT NULL,
            template text NOT NULL, origin text NOT NULL, detail text NOT NULL, attempts int NOT NULL, via text NOT NULL, outside boolean NOT NULL, repeatable boolean NOT NULL, next bigint,
            effect bytea NOT NULL, content bytea NOT NULL);
        CREATE INDEX messages_by_customer ON messages(customer, number);
        CREATE INDEX messages_by_status ON messages(status, number);
        CREATE INDEX messages_by_next ON messages(next) WHERE next IS NOT NULL;
        CREATE TABLE suppressions(channel text COLLATE "C" NOT NULL, address text COLLATE "C" NOT NULL, reason text NOT NULL, at bigint NOT NULL, who text NOT NULL, PRIMARY KEY(channel, address));
        """;

    /// <summary>Whether there is a workspace. Whoever else makes one meanwhile waits until the caller's transaction is over.</summary>
    public static bool IsThere(NpgsqlConnection connection)
    {
        // Not by name: the schema that is searched first is the workspace's own.
        connection.Read("SELECT pg_advisory_xact_lock($1)", to => to.Long(MakingLock), _ => true);
        return connection.Read("SELECT to_regclass(current_schema() || '.workspace') IS NOT NULL", _ => { }, row => row.GetBoolean(0))[0];
    }

    /// <summary>Makes the tables, within the caller's transaction.</summary>
    public static void Make(NpgsqlConnection connection, int shards)
    {
        Execute(connection, Tables);
        connection.Read("INSERT INTO workspace(format, shards) VALUES ($1, $2) RETURNING 1", to => to.Int(Format).Int(shards), _ => true);
        connection.Read("INSERT INTO shards(shard_id) SELECT generate_series(0, $1 - 1) RETURNING 1", to => to.Int(shards), _ => true);
        Execute(connection, Since2);
    }

    /// <summary>Makes the tables, or brings those of an earlier version to today's form.</summary>
    /// <exception cref="InvalidDataException">The tables were made by a newer version, or processes of an earlier one still use them.</exception>
    /// <returns>The workspace's number of shards.</returns>
    public static int Ensure(NpgsqlDataSource database, int shards)
    {
        using var connection = database.OpenConnection();
        using var transaction = connection.BeginTransaction();
        if (!IsThere(connection)) Make(connection, shards);
        var (format, found) = connection.Read("SELECT format, shards FROM workspace", _ => { }, row => (row.GetInt32(0), row.GetInt32(1)))[0];
        if (format < Format) Upgrade(connection);
        else if (format > Format) throw new InvalidDataException($"The database has format {format}, and this version of Tandem reads {Format}. Start the version that made it, or a newer one.");
        transaction.Commit();
        return found;
    }

    /// <summary>
    /// From format 1: states had nothing but their rows. A process of that version would write rows that nobody looks at,
    /// so that none may be left.
    /// </summary>
    private static void Upgrade(NpgsqlConnection connection)
    {
        var there = connection.Read("SELECT name FROM nodes WHERE seen > clock_timestamp() - interval '10 seconds' ORDER BY started", _ => { }, row => row.GetString(0));
        if (there.Count > 0) throw new InvalidDataException($"The database is of an earlier version of Tandem, of which processes still run: {string.Join(", ", there)}. Stop all of them, then start this version.");
        // The samples that were taken go with a column's type, also where it stays the same.
        Execute(connection, """
            ALTER TABLE journal ALTER payload TYPE bytea, ALTER payload SET STORAGE EXTERNAL;
            ALTER TABLE states ALTER work TYPE bytea, ALTER work SET STORAGE EXTERNAL;
            ALTER TABLE timeline ALTER bytes TYPE bytea;
            ALTER TABLE effects ALTER payload TYPE bytea;
            ALTER TABLE messages ALTER effect TYPE bytea, ALTER content TYPE bytea;
            """);
        Execute(connection, Since2);
        Execute(connection, $"UPDATE states SET due = NULL WHERE due = {long.MinValue}; UPDATE workspace SET format = {Format}");
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.ExecuteNonQuery();
    }
}
