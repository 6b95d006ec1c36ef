"""The states of the world and their unions: names that are known for names however they are typed.

Whoever asks in small letters about a state that no document speaks of asks about a name all the same. Of a name of
several words the telling ones are listed ("saudi", "arabia"), not those that stand in many ("south", "republic").
"""

from __future__ import annotations

from bot.text import terms

_STATES = """
    Afghanistan Albania Algeria Andorra Angola Antigua Barbuda Argentina Armenia Australia Austria Azerbaijan
    Bahamas Bahrain Bangladesh Barbados Belarus Belgium Belize Benin Bhutan Bolivia Bosnia Herzegovina Botswana
    Brazil Brunei Bulgaria Burkina Faso Burundi Cambodia Cameroon Canada Verde Chad Chile China Colombia Comoros
    Congo Croatia Cuba Cyprus Czechia Denmark Djibouti Dominica Dominican Ecuador Egypt Salvador Eritrea Estonia
    Eswatini Ethiopia Fiji Finland France Gabon Gambia Germany Ghana Greece Grenada Guatemala Guinea Guyana Haiti
    Honduras Hungary Iceland India Indonesia Iran Iraq Ireland Israel Italy Jamaica Japan Jordan Kazakhstan Kenya
    Kiribati Korea Kosovo Kuwait Kyrgyzstan Laos Latvia Lebanon Lesotho Liberia Libya Liechtenstein Lithuania
    Luxembourg Madagascar Malawi Malaysia Maldives Mali Malta Mauritania Mauritius Mexico Micronesia Moldova Monaco
    Mongolia Montenegro Morocco Mozambique Myanmar Burma Namibia Nauru Nepal Netherlands Holland Zealand Nicaragua
    Niger Nigeria Macedonia Norway Oman Pakistan Palau Palestine Panama Papua Paraguay Peru Philippines Poland
    Portugal Qatar Romania Russia Rwanda Samoa Marino Saudi Arabia Senegal Serbia Seychelles Leone Singapore
    Slovakia Slovenia Somalia Spain Lanka Sudan Suriname Sweden Switzerland Syria Taiwan Tajikistan Tanzania
    Thailand Timor Togo Tonga Trinidad Tobago Tunisia Turkey Türkiye Turkmenistan Tuvalu Uganda Ukraine Emirates UAE
    Britain UK England Scotland Wales USA America Uruguay Uzbekistan Vanuatu Vatican Venezuela Vietnam Yemen Zambia
    Zimbabwe
"""
_UNIONS = "UN UNO UNHCR UNICEF NATO EU Europe European ASEAN OSCE OPEC Africa Asia Soviet USSR CSTO SCO AU ECOWAS"

STATES = frozenset(terms(f"{_STATES} {_UNIONS}"))
"""The terms of their names."""
