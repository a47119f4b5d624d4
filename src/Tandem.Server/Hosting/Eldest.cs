namespace Tandem.Server.Hosting;

/// <summary>
/// Whether this process does what one process does for all: bringing everybody under new rules, undoing merges, launching
/// campaigns. Always where there is one process. A hint: for a moment two may think so, and what they do bears it.
/// </summary>
public sealed class Eldest
{
    private volatile bool isThis;

    public Eldest(bool isAlone) => isThis = isAlone;

    public bool IsThis
    {
        get => isThis;
        internal set => isThis = value;
    }
}
