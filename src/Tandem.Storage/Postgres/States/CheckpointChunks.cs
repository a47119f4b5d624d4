using Tandem.Engine.States;
using Tandem.Primitives;

namespace Tandem.Storage.Postgres.States;

/// <summary>The states of one checkpoint as chunks. Used again by the next one.</summary>
internal sealed class CheckpointChunks
{
    private readonly List<(ByteWriter Entries, ByteWriter Bytes)> written = [];
    private readonly List<long> numbers = [];

    public int Count => numbers.Count;

    public IReadOnlyList<long> Numbers => numbers;

    public ReadOnlyMemory<byte> Entries(int chunk) => written[chunk].Entries.Memory;

    public ReadOnlyMemory<byte> Bytes(int chunk) => written[chunk].Bytes.Memory;

    /// <param name="due">When each of those that stay is due.</param>
    public void Fill(IReadOnlyList<StateRow> states, Func<EntityId, long> due, long turn)
    {
        numbers.Clear();
        foreach (var state in states)
        {
            if (Count == 0 || written[Count - 1].Bytes.Length >= StateChunk.TargetSize)
            {
                End();
                Begin(turn);
            }
            var (entries, bytes) = written[Count - 1];
            StateChunk.Add(entries, bytes, state, state.Work.IsEmpty ? StateChunk.NotDue : due(state.Id));
        }
        End();
    }

    private void Begin(long turn)
    {
        numbers.Add(StateChunk.Number(turn, Count));
        if (written.Count < Count) written.Add((new(16 << 10), new(StateChunk.TargetSize + (32 << 10))));
        written[Count - 1].Entries.Clear();
        written[Count - 1].Bytes.Clear();
    }

    private void End()
    {
        if (Count > 0) StateChunk.End(written[Count - 1].Entries, numbers[^1]);
    }
}
