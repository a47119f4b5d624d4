using Npgsql;
using Tandem.Engine.Erasure;
using Tandem.Engine.Journal;
using Tandem.Engine.States;

namespace Tandem.Storage.Postgres;

/// <summary>What a database has of a customer besides the states, in the order in which it is rewritten.</summary>
public sealed class PostgresErasables
{
    private readonly IJournal journal;
    private readonly IStateReader states;
    private readonly PostgresCleaning cleaning;

    internal PostgresErasables(NpgsqlDataSource database, IJournal journal, IStateReader states, Action merge)
    {
        Eraser = new PostgresJournalEraser(database);
        (this.journal, this.states, cleaning) = (journal, states, new(database, merge));
    }

    internal IJournalEraser Eraser { get; }

    /// <summary>All of it, with what others have in the same tables before these are cleaned.</summary>
    public IReadOnlyList<IErasable> With(IErasureRequests requests, IEnumerable<IErasable> others) => [new JournalErasure(journal, states, Eraser, requests), .. others, cleaning];
}
