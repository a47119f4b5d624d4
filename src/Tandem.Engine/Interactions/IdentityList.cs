using Tandem.Engine.Identities;

namespace Tandem.Engine.Interactions;

/// <summary>Distinct identities, strongest first and blocked values last. The usual one or two of a call cost no list. <c>default</c> is empty.</summary>
internal struct IdentityList
{
    private Identity first, second;
    private List<Identity>? more;

    public int Count { get; private set; }

    public void Add(Identity identity)
    {
        for (var i = 0; i < Count; i++)
            if (At(i) == identity) return;
        switch (Count++)
        {
            case 0:
                first = identity;
                break;
            case 1:
                second = identity;
                break;
            default:
                (more ??= []).Add(identity);
                break;
        }
    }

    public readonly Identity[] ToArray()
    {
        var all = new Identity[Count];
        for (var i = 0; i < Count; i++) all[i] = At(i);
        if (Count > 1) Array.Sort(all, BlockedValues.CompareForRouting);
        return all;
    }

    private readonly Identity At(int index) => index switch { 0 => first, 1 => second, _ => more![index - 2] };
}
