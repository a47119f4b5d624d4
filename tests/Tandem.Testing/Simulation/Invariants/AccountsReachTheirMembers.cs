namespace Tandem.Testing.Simulation.Invariants;

/// <summary>Customers and accounts agree on who belongs to whom, and every member knows the account's traits.</summary>
internal sealed class AccountsReachTheirMembers : IInvariant
{
    public void Check(AtRest rest)
    {
        var said = rest.Customers.Values.SelectMany(customer => customer.Accounts.Select(link => (link.Account, customer.Id)));
        var kept = rest.Accounts.Values.SelectMany(account => account.Members.Keys.Select(member => (account.Id, rest.Resolve(member)?.Id ?? default)));
        Ensure.Same(said, kept, "accounts and their members agree", "members");
        foreach (var customer in rest.Customers.Values)
            foreach (var link in customer.Accounts)
                Ensure.Same(rest.Accounts[link.Account].Traits.Select(trait => (trait.Key, trait.Value.Value)), link.Traits.Select(trait => (trait.Key, trait.Value)),
                    "members know their account", $"traits of {link.GroupId} as {customer.Id} knows them");
    }
}
