/** Rules of risk in round numbers. */
export const RISK = `
desk: { name: Borealis, languages: [en, zh] }
teams: [frontline, security]
exchange: { url: "https://office.example/", link: "https://borealis.example/connect" }
people: { mei: { name: Mei } }
paging: { lead: mei }
risk:
  warn: 40
  incident: 80
  rules:
    - { name: new device, events: [account.signed_in_new_device], within: 24h, points: 20 }
    - { name: new address, events: [account.address_added], within: 24h, points: 20 }
    - { name: guessing, events: [account.sign_in_failed], times: 3, within: 1h, points: 10 }
    - name: takeover
      events: [account.signed_in_new_device, account.address_added, account.large_withdrawal]
      within: 24h
      points: 50
rules:
  - { name: risk, when: { reason: risk }, do: { priority: P1, team: security } }
`;
