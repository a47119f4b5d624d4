using Tandem.Engine.Journal;

namespace Tandem.Testing.Simulation;

/// <summary>
/// What the process itself puts into its inbox, one thing at a time: asked again and again whether it is durable, and
/// offered again when it was refused.
/// </summary>
internal sealed class PatientAccept(IInbox inbox)
{
    private IReadOnlyList<Arrival>? arrivals;
    private Task<Receipt>? answer;

    /// <summary>Something is on its way that was not answered yet.</summary>
    public bool IsWaiting => arrivals is not null;

    public void Begin(IReadOnlyList<Arrival> all)
    {
        arrivals = all;
        Offer();
    }

    /// <summary>The receipt when what was begun is durable; null while it is not.</summary>
    public Receipt? Poll()
    {
        if (arrivals is null) return null;
        if (answer is null or { IsFaulted: true }) Offer();
        if (answer is not { IsCompletedSuccessfully: true }) return null;
        arrivals = null;
        return answer.Result;
    }

    private void Offer()
    {
        try
        {
            answer = inbox.Accept(arrivals!).AsTask();
        }
        catch (OverloadedException)
        {
            answer = null;
        }
    }
}
