namespace Tandem.Storage.Journal;

/// <summary>The moments of sealing after which a crash leaves something else on disk.</summary>
internal enum SealPoint
{
    /// <summary>A chunk or more is in the temporary file.</summary>
    Begun,

    /// <summary>All is in the temporary file, and perhaps not on disk.</summary>
    Written,

    /// <summary>The temporary file is whole on disk.</summary>
    Synced,

    /// <summary>It has its name as a part; the entries are in <c>journal.db</c> too.</summary>
    Named,

    /// <summary><c>state.db</c> says that the part is folded.</summary>
    Marked,

    /// <summary>The journal says that it begins later; the parts before are still there.</summary>
    Shortened,

    /// <summary>One part of those that must go is gone.</summary>
    Removed,

    /// <summary>A part was rewritten, or a block of <c>journal.db</c>, because a customer was erased; others are to follow.</summary>
    Rewritten,
}
