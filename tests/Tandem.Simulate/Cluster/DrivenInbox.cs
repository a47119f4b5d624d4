using Tandem.Engine.Journal;
using Tandem.Storage.Memory.Shared;

namespace Tandem.Simulate.Cluster;

/// <summary>The way in of those loops of a process that wait for the answer: its writer goes on meanwhile.</summary>
internal sealed class DrivenInbox(SharedMemoryInbox inner) : IInbox
{
    private const int Writer = 2;

    public ValueTask<Receipt> Accept(IReadOnlyList<Arrival> arrivals)
    {
        var answer = inner.Accept(arrivals);
        while (!answer.IsCompleted) inner.Step(Writer);
        return answer;
    }
}
