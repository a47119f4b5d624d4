using Tandem.Engine.Identities;
using Tandem.Primitives;

namespace Tandem.Engine.Erasure;

/// <summary>Keeps which customers are to be erased until they are, so that no crash forgets one. Thread-safe; what it was told is durable when a method returns.</summary>
public interface IErasureRequests
{
    /// <summary>Those that are not done, in the order in which they were asked.</summary>
    IReadOnlyList<ErasureRequest> All { get; }

    /// <summary>Told by what a customer is known, before anything is erased. May be told again, when the customer got to be known by more.</summary>
    /// <returns>False while somebody may still let in what is to be kept out: nothing is erased yet, and it is told again.</returns>
    /// <exception cref="Journal.StorageFullException">The disk is full. Nothing was kept.</exception>
    bool Know(ErasureRequest request, IReadOnlyList<Identity> identities);

    /// <summary>
    /// Told before entries of the journal are rewritten that are rewritten all at once. When the step of the journal is done,
    /// they count with it, also where other processes began it: see <see cref="RewriteTally"/>.
    /// </summary>
    /// <exception cref="Journal.StorageFullException">The disk is full. Nothing was kept, and nothing is rewritten.</exception>
    void Rewriting(ErasureRequest request, Position first, long count);

    /// <summary>Told of each step that was done, and how many of what it was. A step may be done more than once: what it did is added up.</summary>
    /// <param name="step">One of <see cref="Eraser.States"/>, or <see cref="IErasable.Name"/>.</param>
    /// <exception cref="Journal.StorageFullException">The disk is full. Nothing was kept.</exception>
    void Done(ErasureRequest request, string step, long count);

    /// <summary>Told that nothing of the customer is left, or that there is nobody to be erased.</summary>
    /// <exception cref="Journal.StorageFullException">The disk is full. Nothing was changed.</exception>
    void Complete(ErasureRequest request, bool wasThere);
}
